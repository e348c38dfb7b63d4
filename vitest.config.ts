import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/support/longest-first.ts";
import { LostFilesReporter } from "./tests/support/lost-files.ts";

const shared = {
  pool: "forks",
  testTimeout: 30_000,
  hookTimeout: 60_000,
} as const;

export default defineConfig({
  test: {
    ...(process.env.KALFA_LOST_FILES
      ? { reporters: ["default", new LostFilesReporter(process.env.KALFA_LOST_FILES)] }
      : {}),
    globalSetup: ["tests/support/postgres.ts"],
    // More than the cores: a test of a browser or of a whole start waits most of its time.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      // Rooms keep nothing between files that another file could see, so modules are loaded once.
      { test: { ...shared, name: "rooms", include: ["src/**/*.test.ts"], isolate: false } },
      {
        test: {
          ...shared,
          name: "house",
          include: ["tests/**/*.test.ts"],
          // Each of these files loads the whole program into a process of its own: Node does that in
          // half the time, and keeps what it compiled.
          experimental: { viteModuleRunner: false, nodeLoader: false },
        },
      },
    ],
  },
});
