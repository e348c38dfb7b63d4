/**
 * A worker that the operating system ended takes its test file with it, and vitest does not say which
 * one that was. This names the files that were begun and never came to an end.
 */
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** What a run leaves for whoever started it. */
export type LostFiles = {
  /** Begun or queued, and never ended. */
  readonly files: readonly string[];
  /** Whether nothing else was wrong: every other file passed. */
  readonly onlyLost: boolean;
};

const LOST = "Worker exited unexpectedly";
const causes = (error: SerializedError): string =>
  `${error.message} ${error.cause ? causes(error.cause as SerializedError) : ""}`;

export class LostFilesReporter implements Reporter {
  readonly #to: string;
  constructor(to: string) {
    this.#to = to;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const lost = modules.filter((each) => ["queued", "pending"].includes(each.state()));
    const others = modules.filter((each) => !lost.includes(each));
    const left: LostFiles = {
      files: lost.map(({ moduleId }) => relative(process.cwd(), moduleId)),
      onlyLost:
        lost.length > 0 &&
        others.every((each) => each.state() !== "failed") &&
        errors.every((error) => causes(error).includes(LOST)),
    };
    writeFileSync(this.#to, JSON.stringify(left));
  }
}
