import { expect, test } from "vitest";
import { ownPath } from "./own-path.ts";

test("a page of the console is kept with its query", () => {
  expect(ownPath("/console/intervet/runs/1?flag=pinned")).toBe(
    "/console/intervet/runs/1?flag=pinned",
  );
  expect(ownPath("/console")).toBe("/console");
  expect(ownPath("/set-up?key=abc")).toBe("/set-up?key=abc");
});

test.each([
  ["another site", "https://evil.example/console/x"],
  ["another site without its protocol", "//evil.example/console/x"],
  ["backslashes that browsers read as slashes", "/\\evil.example/console/x"],
  ["a tab that browsers drop", "/\t/evil.example/console/x"],
  ["a line break", "/\n/evil.example"],
  ["a script", "javascript:alert(1)"],
  ["data", "data:text/html,x"],
  ["a user in front of the host", "https://kalfa.example@evil.example/console/x"],
  ["a path out of the console", "/console/../sign-out"],
  ["the same, encoded", "/console/%2e%2e/sign-out"],
  ["something that only begins like the console", "/consolation"],
  ["a page that is not the console", "/en/"],
  ["a path below the first set-up", "/set-up/done?key=abc"],
  ["nothing", ""],
  ["a word", "console/x"],
  ["endless text", `/console/${"x".repeat(600)}`],
])("%s is not followed", (_, to) => {
  expect(ownPath(to)).toBe("");
});
