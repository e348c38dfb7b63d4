import { Command, CommanderError } from "commander";
import { EXIT, runAllocate, runExplain, runReplan, runVerify, turnDown } from "./commands.ts";
import { InOut } from "./folders.ts";
import type { KitOptions } from "./kit.ts";
import { runRank } from "./rank.ts";
import { runStays } from "./stays.ts";
import { WORDS } from "./words.ts";

const program = new Command("kalfa")
  .description(
    "Allocate applicants to places from files, check a result, explain it to a person; help whoever runs an installation.",
  )
  .exitOverride();

let status: number = EXIT.done;
const keep =
  <Args extends unknown[]>(run: (...args: Args) => number | Promise<number>) =>
  async (...args: Args) => {
    status = await run(...args);
  };

program
  .command("allocate")
  .argument("<dir>", "folder with applicants.csv, places.csv, options.csv and rules.json")
  .description("give each applicant at most one place, with a certificate")
  .requiredOption("--out <result>", "folder to write; an earlier result there is replaced")
  .action(keep(runAllocate));
program
  .command("verify")
  .argument("<dir>", "folder of the problem")
  .argument("<result>", "folder of the result")
  .description("check a result with a verifier that shares no code with the allocation")
  .action(keep(runVerify));
program
  .command("explain")
  .argument("<dir>", "folder of the problem")
  .argument("<result>", "folder of the result")
  .requiredOption("--applicant <id>", "whom to explain it to")
  .option("--json", "codes and figures instead of sentences")
  .description("why here, why not there, and what would have changed it")
  .action(keep(runExplain));
program
  .command("rank")
  .argument("<dir>", "folder of a published list: rule.json, scores.csv and list.csv")
  .description("compute a list of applicants anew from its rule and scores, and compare")
  .action(keep(runRank));
program
  .command("replan")
  .argument("<dir>", "folder of the problem")
  .argument("<result>", "folder of the result")
  .option("--closed <file>", "places that closed")
  .option("--out <new>", "folder to write")
  .description("not available yet: says what to do instead")
  .action(keep(runReplan));
program
  .command("stays")
  .argument("<file>", "table with the columns person, entry, exit, permit (yes or empty)")
  .description("count days in the Schengen area: at most 90 in any 180; prints a table")
  .action(keep(runStays));
program
  .command("papers")
  .argument("<dir>", "folder to make, or an empty one")
  .description("write one sample of every paper in every language, sealed with a throwaway key")
  // Loaded when asked for: the type-setter is large.
  .action(keep(async (dir: string) => (await import("./papers.ts")).runPapers(dir)));
program
  .command("backup")
  .argument("<where>", "file to make, or the folder to make it in")
  .option("--keys <file>", "where the keys go; beside the backup when left out")
  .description("keep everything as it is at this moment, also while Kalfa runs")
  .action(
    keep(async (where: string, options: { keys?: string }) =>
      (await import("./backup.ts")).runBackup(where, options),
    ),
  );
program
  .command("restore")
  .argument("<file>", "a backup")
  .requiredOption("--home <folder>", "an empty folder, or the name of a new one")
  .option("--keys <file>", "the keys file that was written with the backup")
  .description("bring a backup back into an empty data folder")
  .action(
    keep(async (file: string, options: { home: string; keys?: string }) =>
      (await import("./restore.ts")).runRestore(file, options),
    ),
  );
program
  .command("export")
  .argument("<scheme>", "short name of the programme, as its addresses have it")
  .argument("<file>", "the ZIP to make")
  .option("--level <level>", "public, office or whole (what was told in confidence)", "office")
  .description("everything of one programme in one archive that needs no Kalfa to be read")
  .action(
    keep(async (scheme: string, file: string, options: { level: string }) =>
      (await import("./export.ts")).runSchemeExport(scheme, file, options),
    ),
  );
const sealKey = program
  .command("seal-key")
  .description("the keys of the seal on papers: list, replace, bring one from an authority");
// Each loaded when asked for: the commands on files need no custodian.
sealKey
  .command("list", { isDefault: true })
  .description("every key that ever sealed here, the one in use first")
  .action(keep(async () => (await import("./seal-key.ts")).runListKeys()));
sealKey
  .command("new")
  .description("draw another key; papers sealed before are known as before")
  .action(keep(async () => (await import("./seal-key.ts")).runNewKey()));
sealKey
  .command("import")
  .argument("<key>", "the private key (PEM, RSA, without a passphrase)")
  .argument("<certificates>", "its certificate and those above it (PEM), its own first")
  .description("seal with a key that an authority certified")
  .action(
    keep(async (key: string, certificates: string) =>
      (await import("./seal-key.ts")).runImportKey(key, certificates),
    ),
  );
sealKey
  .command("compromised")
  .argument("<id>", "of the key, as the list shows it")
  .requiredOption("--since <moment>", "from when somebody else may have had it, like 2027-03-01")
  .description("say that a key may be in other hands; one that is in use is replaced at once")
  .action(
    keep(async (id: string, options: { since: string }) =>
      (await import("./seal-key.ts")).runCompromisedKey(id, options),
    ),
  );
sealKey
  .command("certificates")
  .description("all certificates as one PEM file, for openssl and readers of PDFs")
  .action(keep(async () => (await import("./seal-key.ts")).runCertificates()));
const kit = program
  .command("kit")
  .description("a whole programme as one file, without people: save it, open it as a new one");
kit
  .command("export")
  .argument("<programme>", "its short name, as in addresses")
  .argument("<file>", "a new file")
  .description("save a programme of the Kalfa that runs here as a kit")
  .action(
    keep(async (slug: string, path: string) => (await import("./kit.ts")).runKitExport(slug, path)),
  );
kit
  .command("open")
  .argument("<file>", "a kit")
  .requiredOption("--slug <name>", "short name of the new programme, for addresses")
  .requiredOption("--organisation <name>", "the coordinating organisation")
  .requiredOption("--city <city>", "where it is")
  .requiredOption("--country <code>", "its country, like AL")
  .requiredOption("--person <name>", "given name and family name of the coordinator")
  .requiredOption("--email <address>", "what the coordinator signs in with")
  .requiredOption("--phone <number>", "shown to learners, like +355 4 222 3344")
  .option("--kind <kind>", "kind of organisation", "ngo")
  .option("--name <name>", "name of the programme in English; that of the kit when left out")
  .description("make a new programme of a kit, in the Kalfa that runs here")
  .action(
    keep(async (path: string, options: KitOptions) =>
      (await import("./kit.ts")).runKitOpen(path, options),
    ),
  );
program
  .command("sign-in-link")
  .argument("<email>", "the address of somebody who has a role")
  .description("make a sign-in link for one person, where no mail server is set")
  // Loaded when asked for: the commands on files need neither database nor sign-in.
  .action(keep(async (email: string) => (await import("./sign-in-link.ts")).runSignInLink(email)));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) status = error.exitCode === 0 ? EXIT.done : EXIT.wrong;
  else if (error instanceof InOut) {
    const { path, message } = error;
    status = turnDown([{ code: "io", params: { path, reason: message } }], false);
  } else {
    process.stderr.write(`${WORDS.bug}\n${error instanceof Error ? error.stack : error}\n`);
    status = EXIT.bug;
  }
}
process.exitCode = status;
