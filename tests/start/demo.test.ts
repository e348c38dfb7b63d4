import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  clearHome,
  databasePid,
  killLaunched,
  type Program,
  startProgram,
  temporaryHome,
} from "../support/process.ts";

// Whole starts, several a test, on a machine that may be doing other things.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 200_000 });

let home: string;
let program: Program;
beforeAll(async () => {
  home = await temporaryHome();
  program = await startProgram({ home, patienceMs: 180_000 });
});
afterAll(async () => {
  await killLaunched();
  await clearHome(home);
});

const linksOf = (output: string) =>
  [...output.matchAll(/^ {2}(.+): (http:\S+)$/gm)].map(([, role, url]) => ({ role, url: url! }));

test("the first start ends with one sign-in link a role, and each opens", async () => {
  const links = linksOf(program.output());
  expect(links.map((link) => link.role)).toEqual([
    expect.stringMatching(/^Coordinator/),
    expect.stringMatching(/^Country partner/),
    expect.stringMatching(/^School officer/),
    expect.stringMatching(/^Assessor/),
    "Learner",
  ]);
  for (const { url } of links) expect((await fetch(url)).status).toBe(200);
});

test("a later start, after kill -9 of everything, finds the demo as it was", async () => {
  const links = linksOf(program.output());
  await program.killDatabase();
  await program.kill();
  program = await startProgram({ home });
  expect(program.output()).not.toContain("The consortium");
  expect(linksOf(program.output()).map((link) => link.role)).toEqual(
    links.map((link) => link.role),
  );
  await program.stop();
  expect(databasePid(home)).toBe(null);
});
