/**
 * The walls of the house that are about who imports whom: run by `npm run check:walls`, and by
 * tests/walls/walls.test.ts, which also plants a violation of each rule and sees it found. The
 * comment of a rule says what to do instead.
 */

/** The life of a mobility, in order. A stage may use the stages before it, never those after. */
const STAGES = [
  "accounts",
  "organisations",
  "publishing",
  "schemes",
  "library",
  "country-sheets",
  "opportunities",
  "calls",
  "applications",
  "schools",
  "consents",
  "travel",
  "selection",
  "allocation-runs",
  "mobilities",
  "hosting",
  "agreements",
  "preparation",
  "events",
  "attendance",
  "grants",
  "disruptions",
  "recognition",
  "stories",
  "messages",
  "imports",
  "growth",
  "reporting",
  "kits",
  "archive",
];

const SURFACES = ["portal", "console", "api", "cli", "worker"];

/**
 * Each third-party package and the one place that may import it: a change of library, or of its
 * manners, stays in that place.
 */
const PLACES = {
  pg: "src/platform/db/",
  // The query builder is the language the stores are written in; everything else asks a store.
  kysely: "src/platform/|\\.store\\.ts$",
  "graphile-worker": "src/platform/jobs/",
  pino: "src/platform/log\\.ts$",
  nodemailer: "src/platform/mail/",
  "better-auth": "src/platform/sign-in/",
  // program.ts hands the server's own type on to the sign-in.
  fastify: "src/platform/web/|src/platform/sign-in/|src/program\\.ts$",
  "@fastify": "src/platform/web/",
  "intl-messageformat": "src/platform/i18n/",
  "csv-parse": "src/platform/files/",
  "csv-stringify": "src/platform/files/",
  hucre: "src/platform/files/",
  yazl: "src/platform/files/",
  // Word files filled: the reader of fields, and the archive that it works in.
  docxtemplater: "src/platform/word/docx\\.ts$",
  pizzip: "src/platform/word/docx\\.ts$",
  // Schemas stand where something from outside is first read.
  zod: "src/platform/config\\.ts$|\\.forms\\.ts$|src/allocation/folder/",
  hono: "src/ui/html\\.ts$",
  marked: "src/ui/prose/",
  sass: "src/ui/build/",
  esbuild: "src/ui/build/",
  "subset-font": "src/ui/build/",
  "@fontsource-variable": "src/ui/build/",
  // Drawn on pages and on paper: both take the square from one file.
  qrcode: "src/shared/square\\.ts$",
  "@myriaddreamin/typst-ts-node-compiler": "src/documents/",
  "@libpdf/core": "src/platform/signing/",
  // Opened in a process of their own, and nowhere else.
  sharp: "src/platform/files/",
  "zxing-wasm": "src/platform/files/",
  // The reader of tickets' squares, for telephones that have none of their own.
  jsqr: "src/browser/decoder\\.ts$",
  "d3-geo": "src/ui/charts/",
  "d3-scale": "src/ui/charts/",
  "topojson-client": "src/ui/charts/",
  "world-atlas": "src/ui/charts/",
  highs: "src/allocation/highs\\.ts$",
  commander: "src/cli/",
  listr2: "src/cli/",
};

const TEST = "\\.test\\.ts$|^src/[^/]+/testing/|^tests/";
const slug = (name) => name.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
const packagePath = (name) => `(^|node_modules/)${name}(/|$)`;

const rule = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

module.exports = {
  forbidden: [
    ...SURFACES.map((surface) =>
      rule(
        `1-surface-${surface}`,
        "A surface never imports another surface. Move what both need into ui/ (a piece of a page) or into a stage (what happens).",
        { path: `^src/${surface}/`, pathNot: TEST },
        { path: `^src/(${SURFACES.filter((other) => other !== surface).join("|")})/` },
      ),
    ),
    rule(
      "1-nobody-imports-a-surface",
      "Only main.ts and program.ts know the surfaces. Turn it round: let the surface import this.",
      { path: "^src/(stages|platform|ui|shared|allocation|documents|credentials)/", pathNot: TEST },
      { path: `^src/(${SURFACES.join("|")})/` },
    ),
    ...STAGES.map((stage, index) =>
      rule(
        `2-stage-${stage}`,
        "A stage imports only stages before it in the life of a mobility. Let the later stage do the work and call this one, or let the surface call both in one transaction.",
        { path: `^src/stages/${stage}/`, pathNot: TEST },
        // For the last stage nothing comes after: the pattern then matches no path.
        { path: `^src/stages/(${STAGES.slice(index + 1).join("|")})/.` },
      ),
    ),
    rule(
      "2-ground-floor",
      "platform/, ui/ and shared/ know no stage: they would no longer be the ground the stages stand on. Hand the value over as an argument.",
      { path: "^src/(platform|ui|shared)/", pathNot: TEST },
      { path: "^src/stages/" },
    ),
    rule(
      "3-store-from-a-stage",
      "Only a stage's own files import its *.store.ts. Call the use-case or the exported read of that stage; join its tables in your own query where a list needs it.",
      { path: "^src/stages/([^/]+)/", pathNot: TEST },
      { path: "^src/stages/[^/]+/.*\\.store\\.ts$", pathNot: "^src/stages/$1/" },
    ),
    rule(
      "3-store-from-outside",
      "Only a stage's own files import its *.store.ts. Call the use-case or the exported read of that stage.",
      { pathNot: `^src/stages/|${TEST}` },
      { path: "^src/stages/.*\\.store\\.ts$" },
    ),
    rule(
      "4-pure-rules",
      "*.rules.ts and *.policy.ts import types, shared/ and their like, so that they can be read, tested and replayed without a database. Load in the use-case and hand the values over.",
      { path: "^src/stages/([^/]+)/([^/]+)\\.(rules|policy)\\.ts$" },
      {
        // "Their like": other rules, the file of the thing itself, who is acting, the pure core.
        pathNot:
          "^src/shared/|\\.(rules|policy)\\.ts$|^src/stages/$1/($2|[a-z]+)\\.ts$|^src/platform/db/actor\\.ts$|^src/allocation/",
        dependencyTypesNot: ["type-only"],
      },
    ),
    rule(
      "5-allocation-alone",
      "The allocation core imports nothing outside itself (and highs in one file), so that anyone can run it and check a result without the rest of Kalfa.",
      { path: "^src/allocation/", pathNot: TEST },
      { pathNot: "^src/allocation/", dependencyTypesNot: ["core", "npm"] },
    ),
    rule(
      "5-allocation-packages",
      "The allocation core imports no package but highs, in highs.ts, and zod where its folder format is read.",
      { path: "^src/allocation/", pathNot: TEST },
      {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "unknown"],
        pathNot: `${packagePath("highs")}|${packagePath("zod")}`,
      },
    ),
    rule(
      "5-papers-and-credentials",
      "documents/ and credentials/ turn a frozen model into bytes: they import shared/, themselves and their one library. Hand the model over.",
      { path: "^src/(documents|credentials)/", pathNot: TEST },
      { path: "^src/", pathNot: "^src/(shared|$1)/" },
    ),
    rule(
      "5-shared",
      "shared/ holds values that know no mobility; it imports only itself.",
      { path: "^src/shared/", pathNot: TEST },
      { path: "^src/", pathNot: "^src/shared/" },
    ),
    ...Object.entries(PLACES).map(([name, place]) =>
      rule(
        `9-${slug(name)}`,
        `${name} is imported from one place (${place.replaceAll("\\", "")}). Export what you need from there.`,
        { path: "^src/", pathNot: `${place}|${TEST}` },
        { path: packagePath(name) },
      ),
    ),
    rule(
      "9-unlisted-package",
      "This package has no place yet. Add it to the table PLACES in .dependency-cruiser.cjs with the one folder that imports it.",
      { path: "^src/", pathNot: TEST },
      {
        dependencyTypes: ["npm", "npm-dev", "npm-optional"],
        pathNot: Object.keys(PLACES).map(packagePath).join("|"),
      },
    ),
    rule(
      "no-circles",
      "Two files that import each other are one file in two halves. Move what both need into a third, or hand it over as an argument.",
      { path: "^src/", pathNot: TEST },
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".js", ".json"], exportsFields: ["exports"] },
  },
};
