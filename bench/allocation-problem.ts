import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A repeatable stream of numbers (xorshift32): the same size is the same problem everywhere. */
export function chance(seed: number): (below: number) => number {
  let state = (seed * 2654435761) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

export interface Shape {
  readonly applicants: number;
  readonly options: number;
  /** Different points there are; few points make many ties. */
  readonly points: number;
  /** Seats for each hundred applicants. */
  readonly seats: number;
  readonly rule: "stable" | "best-total";
}

export const USUAL: Omit<Shape, "applicants" | "rule"> = { options: 20, points: 100, seats: 70 };

/**
 * A problem folder of any size: places of 14 seats with 2 of them reserved under `stable`, wishes leaning towards
 * the places everybody wants (the smaller of two draws), points from 0.
 */
export async function writeProblemFolder(dir: string, shape: Shape): Promise<void> {
  const below = chance(20261122);
  const places = Math.max(shape.options, Math.ceil((shape.applicants * shape.seats) / 1400));
  await mkdir(dir, { recursive: true });
  const rules = {
    rule: shape.rule,
    seed: "bench",
    ...(shape.rule === "stable"
      ? { reserves: [{ name: "reserve_1", applicants: { kept: "1" }, seats: 2 }] }
      : {}),
  };
  await writeFile(join(dir, "rules.json"), JSON.stringify(rules));
  await writeLines(join(dir, "places.csv"), function* () {
    yield "place,capacity";
    for (let p = 0; p < places; p++) yield `p-${p},14`;
  });
  await writeLines(join(dir, "applicants.csv"), function* () {
    yield "applicant,points,kept";
    for (let a = 0; a < shape.applicants; a++) {
      yield `a-${a},${below(shape.points)},${below(5) === 0 ? 1 : 0}`;
    }
  });
  await writeLines(join(dir, "options.csv"), function* () {
    yield "applicant,place,rank";
    for (let a = 0; a < shape.applicants; a++) {
      const wished = new Set<number>();
      while (wished.size < shape.options) wished.add(Math.min(below(places), below(places)));
      let rank = 0;
      for (const p of wished) yield `a-${a},p-${p},${++rank}`;
    }
  });
}

async function writeLines(path: string, lines: () => Generator<string>): Promise<void> {
  const stream = createWriteStream(path);
  let block: string[] = [];
  const flush = async () => {
    const room = stream.write(`${block.join("\n")}\n`);
    block = [];
    if (!room) await new Promise<void>((resolve) => stream.once("drain", () => resolve()));
  };
  for (const line of lines()) {
    block.push(line);
    if (block.length === 20_000) await flush();
  }
  if (block.length > 0) await flush();
  await new Promise<void>((resolve, reject) => {
    stream.once("error", reject);
    stream.end(() => resolve());
  });
}
