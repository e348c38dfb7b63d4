import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import { expect, test } from "vitest";
import { type SourceFile, textViolations } from "./text-walls.ts";

const ROOT = join(import.meta.dirname, "../..");
const config = createRequire(import.meta.url)("../../.dependency-cruiser.cjs");

function sourceFiles(): SourceFile[] {
  return ["src", "tests", "bench"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|js|cjs)$/.test(name))
      .map((name) => {
        const path = `${folder}/${name.replaceAll("\\", "/")}`;
        return { path, text: readFileSync(join(ROOT, path), "utf8") };
      }),
  );
}

/** "src/a.ts -> src/b.ts: what to do instead", one a line. */
async function importViolations(root: string): Promise<{ rule: string; text: string }[]> {
  const options: ICruiseOptions = {
    ...config.options,
    ruleSet: { forbidden: config.forbidden },
    validate: true,
    baseDir: root,
    tsConfig: undefined,
  };
  const { output } = await cruise(["src"], options);
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    text: `${from} -> ${to} (${rule.name})`,
  }));
}

test("every file stands inside the walls", () => {
  const told = textViolations(sourceFiles()).map(
    ({ wall, path, line, instead }) => `wall ${wall}: ${path}:${line}: ${instead}`,
  );
  expect(told.sort()).toEqual([]);
});

test("every import stands inside the walls", async () => {
  const instead = new Map(
    config.forbidden.map((r: { name: string; comment: string }) => [r.name, r.comment]),
  );
  const told = (await importViolations(ROOT)).map(
    ({ rule, text }) => `${text}: ${instead.get(rule)}`,
  );
  expect(told).toEqual([]);
}, 120_000);

/** One planted violation a wall: a wall nobody has seen fall may have a hole. */
const PLANTED_TEXT: readonly [number, string, string][] = [
  [2, "src/stages/daydreams/daydream.ts", "export const a = 1;"],
  [3, "src/stages/calls/open-call.ts", 'tx.db.updateTable("calls").set({});'],
  [3, "src/stages/mobilities/mobility.store.ts", 'tx.db.insertInto("people").values({});'],
  [3, "src/stages/grants/grant.store.ts", "sql`update people set name = 'x'`;"],
  [6, "src/stages/calls/open-call.ts", "await database.withTx(actor, work);"],
  [6, "src/stages/calls/open-call.ts", "await database.withTx<Call>(actor, work);"],
  [6, "src/stages/calls/handle.ts", "export const db = new Kysely<DB>({});"],
  [7, "src/stages/calls/open-call.ts", "const now = new Date();"],
  [7, "src/console/home/home.page.ts", "const now = Date.now();"],
  [7, "src/stages/consents/give.ts", "const today = tx.now.toISOString().slice(0, 10);"],
  [7, "src/allocation/draw.ts", "const chance = Math.random();"],
  [7, "src/ui/asset.ts", "if (process.env.DEBUG) {}"],
  [7, "src/stages/organisations/look-up.ts", 'await fetch("https://example.org");'],
  [8, "src/stages/calls/show-call.ts", "return html`x`;"],
  [8, "src/stages/calls/show-call.ts", 'return "<p>Closed</p>";'],
  [8, "src/stages/calls/close-call.ts", 'return { message: "The call is closed already." };'],
  [8, "src/portal/home/home.page.ts", "return raw(text);"],
  [10, "src/stages/calls/long.ts", "const a = 1;\n".repeat(301)],
  [10, "src/stages/calls/date-utils.ts", "export const a = 1;"],
  [10, "src/common/dates.ts", "export const a = 1;"],
  [10, "src/stages/calls/call-service.ts", "export const a = 1;"],
];
const STANDING: SourceFile = {
  path: "src/stages/applications/person.store.ts",
  text: 'tx.db.insertInto("people").values({});',
};

test.each(PLANTED_TEXT)("wall %i notices %s", (wall, path, text) => {
  const found = textViolations([STANDING, { path, text }]);
  expect(found.map((violation) => [violation.wall, violation.path])).toContainEqual([wall, path]);
  expect(found.every((violation) => violation.instead.length > 40)).toBe(true);
});

test("what the walls allow is not reported", () => {
  const allowed: SourceFile[] = [
    STANDING,
    { path: "src/platform/clock.ts", text: "export const now = () => new Date();" },
    {
      path: "src/stages/calls/call.ts",
      text: "// new Date() and fetch( in prose\nconst d = new Date(text);",
    },
    {
      path: "src/console/home/home.page.ts",
      text: "await database.withTx(actor, work); html`<p>x</p>`;",
    },
    {
      path: "src/stages/calls/call.store.ts",
      text: 'throw new Error("A call without lines cannot be read.");',
    },
    { path: "src/stages/calls/find.ts", text: "const newest = calls.at(-1); prefetch(newest);" },
  ];
  expect(textViolations(allowed)).toEqual([]);
});

const PLANTED_IMPORTS: readonly [string, string, string][] = [
  ["1-surface-portal", "src/portal/home.ts", "../console/paths.ts"],
  ["1-nobody-imports-a-surface", "src/stages/calls/call.ts", "../../console/paths.ts"],
  ["2-stage-calls", "src/stages/calls/close.ts", "../mobilities/mobility.ts"],
  ["2-ground-floor", "src/platform/mail/queue.ts", "../../stages/calls/call.ts"],
  ["3-store-from-a-stage", "src/stages/mobilities/start.ts", "../calls/call.store.ts"],
  ["3-store-from-outside", "src/console/calls.page.ts", "../stages/calls/call.store.ts"],
  ["4-pure-rules", "src/stages/calls/call.rules.ts", "../../platform/clock.ts"],
  ["4-pure-rules", "src/stages/calls/call.policy.ts", "./call.store.ts"],
  ["5-allocation-alone", "src/allocation/solve.ts", "../shared/day.ts"],
  ["5-allocation-packages", "src/allocation/solve.ts", "kysely"],
  ["5-papers-and-credentials", "src/documents/paper.ts", "../platform/clock.ts"],
  ["5-shared", "src/shared/money.ts", "../platform/clock.ts"],
  ["9-pg", "src/stages/calls/call.ts", "pg"],
  ["9-kysely", "src/stages/calls/close.ts", "kysely"],
  ["9-fastify", "src/console/close.ts", "@fastify/static"],
  ["9-zod", "src/stages/calls/close.ts", "zod"],
  ["9-unlisted-package", "src/stages/calls/close.ts", "left-pad"],
];

test.each(PLANTED_IMPORTS)("%s notices %s importing %s", async (rule, path, target) => {
  const root = mkdtempSync(join(tmpdir(), "kalfa-walls-"));
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  try {
    if (target.startsWith(".")) put(join(dirname(path), target), "export const a = 1;");
    else {
      put(`node_modules/${target}/package.json`, '{"main":"index.js"}');
      put(`node_modules/${target}/index.js`, "exports.a = 1;");
      put("package.json", JSON.stringify({ dependencies: { [target]: "1.0.0" } }));
    }
    put(path, `import { a } from "${target}";\nexport const b = a;\n`);
    const found = await importViolations(root);
    expect(found.map((violation) => violation.rule)).toContain(rule);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test("every import rule says what to do instead", () => {
  for (const { comment } of config.forbidden) expect(comment.length).toBeGreaterThan(40);
});
