import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

const FILE = join(import.meta.dirname, "../docs/benchmarks.md");
const HEAD = `# Benchmarks

Measured by the programs in \`bench/\`; each replaces its own section when run with \`--write\`.
`;

/** Puts one bench's figures into docs/benchmarks.md, in place of the ones it wrote before. */
export function writeFigures(
  title: string,
  command: string,
  figures: Readonly<Record<string, string>>,
): void {
  const text = existsSync(FILE) ? readFileSync(FILE, "utf8") : HEAD;
  const sections = text.split(/^(?=## )/m).filter((part) => !part.startsWith(`## ${title}\n`));
  const today = new Date().toISOString().slice(0, 10);
  const processor = cpus()[0]?.model.trim() ?? "unknown processor";
  const rows = Object.entries(figures).map(([name, value]) => `| ${name} | ${value} |`);
  sections.push(`## ${title}

\`${command}\`, ${today}, ${cpus().length} cores (${processor}), Node ${process.versions.node}

| What | Figure |
| --- | --- |
${rows.join("\n")}
`);
  writeFileSync(FILE, `${sections.map((part) => part.trim()).join("\n\n")}\n`);
}
