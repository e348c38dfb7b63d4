import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { type LearningAgreement, openPaperThreads } from "../src/documents/index.ts";
import { samplePaper } from "../src/documents/samples.ts";
import { elapsed } from "../src/platform/clock.ts";
import { openSeals } from "../src/platform/signing/index.ts";
import { writeFigures } from "./figures.ts";

// `node bench/papers.ts [--write]`: 500 learning agreements in two languages, each of another
// person, set and sealed; then all of them again, and every byte compared.

const COUNT = 500;
const home = mkdtempSync(join(tmpdir(), "kalfa-bench-papers-"));

const pair = [
  ["sq", "it"],
  ["sr-Cyrl", "sl"],
  ["mk", "fr"],
  ["bs", "es"],
] as const;
const models = Array.from({ length: COUNT }, (_, at): LearningAgreement => {
  const one = samplePaper(
    "learning-agreement",
    pair[at % pair.length] ?? pair[0],
    "https://kalfa.example",
  ) as LearningAgreement;
  const code = `LA-${String(at).padStart(4, "0")}`;
  return {
    ...one,
    sample: false,
    code,
    checkAddress: `https://kalfa.example/papers/${code}`,
    participant: { ...one.participant, name: `${one.participant.name} ${at}` },
  };
});

async function round() {
  const before = process.cpuUsage();
  const took = elapsed();
  const threads = openPaperThreads(availableParallelism());
  const seals = openSeals({
    home,
    dataKey: "a key of the benchmark, nobody's",
    organisation: "Bench",
  });
  let bytes = 0;
  const hashes = await Promise.all(
    models.map(async (model) => {
      const sealed = await seals.seal(await threads.render(model), {
        purpose: "paper",
        kind: "learning-agreement",
        at: new Date(model.madeAt),
        reason: "Bench",
      });
      if (!sealed.ok) throw new Error(JSON.stringify(sealed.problems));
      bytes += sealed.value.length;
      return createHash("sha256").update(sealed.value).digest("hex");
    }),
  );
  await threads.end();
  seals.end();
  const { user, system } = process.cpuUsage(before);
  return { seconds: took() / 1000, processor: (user + system) / 1e6, hashes, bytes };
}

const first = await round();
const second = await round();
rmSync(home, { recursive: true, force: true });
const same = first.hashes.filter((hash, at) => hash === second.hashes[at]).length;
const figures = {
  "Learning agreements in two languages, set and sealed": `${COUNT}`,
  "First round, with starting threads, drawing the key and starting the custodian": `${first.seconds.toFixed(1)} s`,
  "Second round": `${second.seconds.toFixed(1)} s`,
  "Of the processor, a round (two cores share it)": `${second.processor.toFixed(1)} s`,
  "A paper, on average": `${Math.round(first.bytes / COUNT / 1024)} KB`,
  "Different papers among them": `${new Set(first.hashes).size}`,
  "Byte for byte the same in the second round": `${same} of ${COUNT}`,
};
for (const [name, figure] of Object.entries(figures)) console.log(`${name}: ${figure}`);
if (same !== COUNT) process.exitCode = 1;
if (process.argv.includes("--write")) {
  writeFigures("500 agreements, set and sealed", "node bench/papers.ts --write", figures);
}
