/** The deaths a program can die, and a program that is started again after each. */
import { createHash } from "node:crypto";
import { availableParallelism, loadavg } from "node:os";
import { expect } from "vitest";
import { elapsed, pause } from "../../src/platform/clock.ts";
import { databasePid, type Program, startProgram } from "../support/process.ts";
import { type Books, openBooks } from "./books.ts";

export type Death = "program" | "database" | "connection" | "ctrl-c";

/** Back to work by then, on a machine that has a core for us; a busy one is given its share. */
const BACK_MS = 10_000;

/** A number from 0 to 1 that the seed decides: a round that failed can be lived again. */
export const fate = (seed: string, what: string): number =>
  createHash("sha256").update(`${seed} ${what}`).digest().readUInt32BE(0) / 2 ** 32;

/** A program on a data folder, with a way to look into its database past the program. */
export class Life {
  readonly #home: string;
  #program: Program;
  #books: Books;

  private constructor(home: string, program: Program, books: Books) {
    this.#home = home;
    this.#program = program;
    this.#books = books;
  }

  static async begins(home: string): Promise<Life> {
    const program = await startProgram({ home, patienceMs: 180_000 });
    return new Life(home, program, await openBooks(home));
  }

  get url(): string {
    return this.#program.url;
  }

  get books(): Books {
    return this.#books;
  }

  /** Dies, and is back at work: by itself, or started again where the program itself is gone. */
  async diesOf(death: Death, chance: number): Promise<number> {
    const back = elapsed();
    if (death === "connection") await this.#killConnection(chance);
    if (death === "database") await this.#program.killDatabase();
    if (death === "program") await this.#program.kill();
    if (death === "ctrl-c") {
      await this.#program.stop();
      expect(databasePid(this.#home)).toBe(null);
    }
    await this.#books.close();
    if (death === "program" || death === "ctrl-c") {
      this.#program = await startProgram({ home: this.#home });
    }
    await this.#well();
    this.#books = await openBooks(this.#home);
    const took = back();
    expect(took).toBeLessThan(BACK_MS * Math.max(1, loadavg()[0]! / availableParallelism()));
    return took;
  }

  async ends(): Promise<void> {
    await this.#books.close();
    await this.#program.stop();
    expect(await this.#program.ended()).toBe(0);
    expect(databasePid(this.#home)).toBe(null);
  }

  /** kill -9 of one of the database's connections; PostgreSQL then ends all others and recovers. */
  async #killConnection(chance: number): Promise<void> {
    const pids = await this.#books.connections();
    process.kill(pids[Math.floor(chance * pids.length)]!, "SIGKILL");
    // Until then the database still answers, and would end whatever is opened meanwhile.
    await this.#books.broken;
  }

  async #well(): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const health = await fetch(`${this.url}/health`).catch(() => null);
      if (health?.status === 200) return;
      if (tries > 1_000) throw new Error(`not well again:\n${this.#program.output()}`);
      await pause(20);
    }
  }
}
