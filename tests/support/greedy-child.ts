/** A process that does what a hostile file makes a reader do: for the tests of its limits. */
import { readFileSync, writeFileSync } from "node:fs";

type Order = {
  spin?: true;
  eat?: true;
  idleMs?: number;
  read?: string;
  write?: string;
  look?: true;
};
const eaten: Buffer[] = [];

function tried(work: () => unknown): string {
  try {
    work();
    return "done";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "failed";
  }
}

process.on("message", async ({ spin, eat, idleMs, read, write, look }: Order) => {
  while (spin) eaten.length = 0;
  // Outside the heap that the engine bounds by itself, and touched, so that it is really there.
  while (eat) {
    eaten.push(Buffer.alloc(16 * 1024 * 1024, 1));
    await new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
  }
  if (idleMs) {
    await new Promise((resolve) => {
      setTimeout(resolve, idleMs);
    });
  }
  if (read) process.send?.({ answer: tried(() => readFileSync(read)) });
  else if (write) process.send?.({ answer: tried(() => writeFileSync(write, "x")) });
  else if (look) process.send?.({ answer: Object.keys(process.env).join(" ") });
});
process.on("disconnect", () => process.exit());
