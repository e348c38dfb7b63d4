import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { printRoutes } from "./print.ts";

test("docs/routes.md is what `npm run routes` writes", () => {
  const written = readFileSync(join(import.meta.dirname, "../../docs/routes.md"), "utf8");
  expect(written).toBe(printRoutes());
});
