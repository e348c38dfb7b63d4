import type { Result } from "../../src/shared/result.ts";

/** The value of an act that the world's own data cannot make fail; anything else is a bug in it. */
export async function must<T>(what: string, result: Promise<Result<T>> | Result<T>): Promise<T> {
  const settled = await result;
  if (settled.ok) return settled.value;
  throw new Error(`${what}: ${JSON.stringify(settled.problems.slice(0, 5))}`);
}
