import pg from "pg";
import { expect, test } from "vitest";
import { createLog } from "./log.ts";

function linesOf(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog({ to: { write: (line) => lines.push(line) } }));
  return lines.join("");
}

test("a database failure is logged by class and constraint, never with the row it quotes", () => {
  const failure = Object.assign(
    new pg.DatabaseError('invalid input syntax for type date: "Ardit Hoxha"', 10, "error"),
    {
      severity: "ERROR",
      code: "23505",
      constraint: "people_email_key",
      detail: "Key (email)=(ardit@school.example) already exists.",
    },
  );
  const line = linesOf((log) => log.error({ err: failure }, "request failed"));
  expect(line).toContain("people_email_key");
  expect(line).toContain("23505");
  expect(line).not.toMatch(/Ardit|ardit@/);
});

test("what a careless caller hands over is dropped by name", () => {
  const line = linesOf((log) =>
    log.info({ query: "code=KLF-7M4-2QX", person: { givenNames: "Ardit", body: "x" } }, "seen"),
  );
  expect(line).toContain('"seen"');
  expect(line).not.toMatch(/KLF|Ardit/);
});

test("an address inside an error's message is masked", () => {
  const line = linesOf((log) =>
    log.warn({ err: new Error("450 <ardit@school.example> try later") }, "mail"),
  );
  expect(line).toContain("450 <(address)> try later");
});

test("a password in a connection address is masked", () => {
  const line = linesOf((log) =>
    log.warn({ err: new Error("cannot reach postgres://app:s3cret@db:5432/kalfa") }, "start"),
  );
  expect(line).not.toContain("s3cret");
});
