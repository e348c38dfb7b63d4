/**
 * The walls that are about what stands in a file rather than whom it imports. Each looks at one
 * file's path and text and says what to do instead.
 */
import { createRequire } from "node:module";

export type SourceFile = { readonly path: string; readonly text: string };
export type Violation = {
  readonly wall: number;
  readonly path: string;
  readonly line: number;
  readonly instead: string;
};

type Finding = { readonly line: number; readonly instead: string };
type Look = (file: SourceFile, lines: readonly string[]) => Finding[];

const isTest = (path: string) => /\.test\.ts$|^tests\/|^bench\/|\/testing\//.test(path);
const isBrowser = (path: string) => path.startsWith("src/browser/");
const isGenerated = (path: string) => path.endsWith(".gen.ts");

/** The same number of lines with comments blanked: a wall is about code, not about prose. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/(^|[\s;{}(,])\/\/[^\n]*/g, "$1");
}

const find = (lines: readonly string[], pattern: RegExp, instead: string): Finding[] =>
  lines.flatMap((line, index) => (pattern.test(line) ? [{ line: index + 1, instead }] : []));

const transactions: Look = ({ path }, lines) =>
  /^src\/(portal|console|api|cli|worker)\/|^src\/(main|program)\.ts$|^src\/platform\/(web|db)\//.test(
    path,
  )
    ? []
    : find(
        lines,
        /\.(withTx|withStaff)\s*(<[^>]*>)?\(/,
        "Only surfaces, main.ts and tests open a transaction, so that one request is one transaction. Take `tx: Tx` as the first argument and let the page, the command or the job open it.",
      );

/** The package-wide handles that would let somebody go round withTx. */
const handles: Look = ({ path }, lines) =>
  // The job queue's connections are made there, as a role that sees no scheme's rows.
  path === "src/platform/db/connection.ts"
    ? []
    : find(
        lines,
        /export (const|let|function) .*(: Kysely<|: pg\.Pool\b|: Pool\b|= new (Kysely|pg\.Pool|Pool)\b)/,
        "There is no exported database handle: a forgotten transaction must not type-check. Take `tx: Tx` as an argument.",
      );

const outsideWorld: Look = ({ path }, lines) => {
  if (path.startsWith("src/platform/")) return [];
  return [
    // A browser has its own clock and network, and no platform/ to ask.
    ...(isBrowser(path)
      ? []
      : find(
          lines,
          /\bnew Date\(\s*\)|\bDate\.now\(|\bperformance\.now\(/,
          "Time is an argument: take `now` or `today`, or `tx.now` in a use-case. The clock is in platform/clock.ts.",
        )),
    // Half past midnight on the wall is yesterday in UTC.
    ...(isBrowser(path) || path.startsWith("src/shared/")
      ? []
      : find(
          lines,
          /\.toISOString\(\)\s*\.(slice|substring)\(0, 10\)/,
          "A moment's day is the one on the wall where people are: take wallTimeOf(moment).day from shared/wall-time.ts.",
        )),
    ...find(
      lines,
      // A telephone without a line names by itself what it sends later.
      path === "src/browser/page/random-id.ts"
        ? /\bMath\.random\(/
        : /\bMath\.random\(|\brandomUUID\(|\bgetRandomValues\(/,
      "Chance is an argument: take a seed, or an id from platform/random.ts.",
    ),
    ...find(
      lines,
      /\bprocess\.env\b|\bimport\.meta\.env\b/,
      "Configuration is read once, in platform/config.ts. Take the value as an argument.",
    ),
    ...(isBrowser(path)
      ? []
      : find(
          lines,
          /(?<![.\w])fetch\(/,
          "One module talks to other machines, under platform/, where addresses are checked. Call it from there.",
        )),
  ];
};

const TAG =
  /<\/?(a|abbr|b|body|br|button|caption|dd|details|div|dl|dt|em|fieldset|figure|form|h[1-6]|head|html|img|input|label|legend|li|main|nav|ol|option|p|section|select|small|span|strong|style|script|summary|svg|table|tbody|td|textarea|th|thead|tr|ul)(\s[^<>]*)?\/?>/;
const MAY_HOLD_HTML = /^src\/(ui|portal|console|documents|browser)\//;

const markup: Look = ({ path }, lines) =>
  MAY_HOLD_HTML.test(path)
    ? []
    : find(
        lines,
        new RegExp(`\\bhtml\`|["'\`][^"'\`]*${TAG.source}`),
        "HTML is made in ui/, portal/, console/ and documents/. Return the facts and let the page show them.",
      );

// A sentence: a capital letter, at least three spaces between words, a full stop inside the quotes.
const SENTENCE = /(?<!\w)(["'`])\p{Lu}[^"'`\n]*(?: [^"'`\n ]+){3,}[.?!]\1/u;
/** What the person at the terminal reads is kept together in these. */
const TERMINAL = /^src\/(main|program)\.ts$|^src\/cli\/|^src\/platform\/administrator\.ts$/;

const sentences: Look = ({ path }, lines) => {
  if (MAY_HOLD_HTML.test(path) || TERMINAL.test(path) || path.startsWith("src/platform/i18n/")) {
    return [];
  }
  // What an exception says is for whoever mends the program, not for the person at the page.
  const spoken = lines.map((line, index) =>
    /\b(Error|throw|assert|log\.\w+|log)\(|instead:/.test(
      `${lines[index - 2] ?? ""}${lines[index - 1] ?? ""}${line}`,
    )
      ? ""
      : line,
  );
  return find(
    spoken,
    SENTENCE,
    "Words a person reads stand in the catalogues (and in ui/, portal/, console/, documents/). Return a problem with a code and its figures; it becomes words at the edge.",
  );
};

const rawHtml: Look = ({ path }, lines) =>
  path.startsWith("src/ui/")
    ? []
    : find(
        lines,
        /(?<![.\w])raw\(/,
        "Unescaped HTML is made in ui/ only, where every case has been looked at. Use html`...`, or a component.",
      );

const LONGEST = 300;
const EMPTY_NAMES =
  /^(utils?|helpers?|common|misc|lib|base|managers?|services?|v\d+|new|legacy|old|stuff|tools?)$/;

const sizeAndNames: Look = ({ path }, lines) => {
  if (isGenerated(path)) return [];
  const count = lines.at(-1) === "" ? lines.length - 1 : lines.length;
  const words = path
    .replace(/\.[a-z]+$/, "")
    .split("/")
    .flatMap((part) => [part, ...part.split(/[.-]/).slice(-1)]);
  return [
    ...(count > LONGEST && path.startsWith("src/")
      ? [
          {
            line: count,
            instead: `A file of more than ${LONGEST} lines does several things: give each its own file, named after what it does.`,
          },
        ]
      : []),
    ...(words.some((word) => EMPTY_NAMES.test(word))
      ? [
          {
            line: 1,
            instead:
              "The name says nothing about what is inside. Name the folder or file after what it does; split it where it does several things.",
          },
        ]
      : []),
  ];
};

const config = createRequire(import.meta.url)("../../.dependency-cruiser.cjs") as {
  forbidden: { name: string }[];
};
/** One list of stages, in the order of a mobility's life: that of the import rules. */
const STAGES = config.forbidden.flatMap(({ name }) => /^2-stage-(.+)$/.exec(name)?.[1] ?? []);

const knownStage: Look = ({ path }) =>
  path.startsWith("src/stages/") && !STAGES.includes(path.split("/")[2] ?? "")
    ? [
        {
          line: 1,
          instead:
            "This stage has no place in the life of a mobility. Add it to STAGES in .dependency-cruiser.cjs, where it happens.",
        },
      ]
    : [];

/** Number of the wall, whether tests stand outside it, and the look. */
const WALLS: readonly (readonly [number, "tests-too" | "not-tests", Look])[] = [
  [2, "not-tests", knownStage],
  [6, "not-tests", transactions],
  [6, "not-tests", handles],
  [7, "not-tests", outsideWorld],
  [8, "not-tests", markup],
  [8, "not-tests", sentences],
  [8, "not-tests", rawHtml],
  [10, "tests-too", sizeAndNames],
];

export function textViolations(files: readonly SourceFile[]): Violation[] {
  return [
    ...files.flatMap((file) => {
      const lines = withoutComments(file.text).split("\n");
      return WALLS.filter(([, tests]) => tests === "tests-too" || !isTest(file.path)).flatMap(
        ([wall, , look]) =>
          look(file, lines).map((finding) => ({ wall, path: file.path, ...finding })),
      );
    }),
    ...writers(files),
  ];
}

const WRITE =
  /(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*["'`]([a-z_.]+)["'`]|\b(?:insert\s+into|delete\s+from|merge\s+into)\s+([a-z_.]+)|\bupdate\s+([a-z_.]+)\s+(?:as\s+\w+\s+)?set\b/g;

/** Wall 3: a table has one writer, the store of its stage (or the one room of platform/). */
function writers(files: readonly SourceFile[]): Violation[] {
  const byTable = new Map<string, { home: string; path: string; line: number }[]>();
  const found: Violation[] = [];
  for (const { path, text } of files) {
    if (!path.startsWith("src/") || isTest(path) || isGenerated(path)) continue;
    const code = withoutComments(text);
    for (const match of code.matchAll(WRITE)) {
      const table = match[1] ?? match[2] ?? match[3] ?? "";
      const line = code.slice(0, match.index).split("\n").length;
      const home = path.split("/").slice(0, 3).join("/");
      const isStore = path.startsWith("src/platform/") || path.endsWith(".store.ts");
      if (!isStore) {
        found.push({
          wall: 3,
          path,
          line,
          instead: `Only the store of a stage writes its tables (here ${table}). Add a function to the *.store.ts and call it.`,
        });
      }
      byTable.set(table, [...(byTable.get(table) ?? []), { home, path, line }]);
    }
  }
  for (const [table, places] of byTable) {
    const first = places[0]!;
    for (const other of places.filter((place) => place.home !== first.home)) {
      found.push({
        wall: 3,
        path: other.path,
        line: other.line,
        instead: `The table ${table} is written in ${first.home} already, and a table has one writer. Call its use-case.`,
      });
    }
  }
  return found;
}
