import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { printRoutes } from "./print.ts";

writeFileSync(join(import.meta.dirname, "../../docs/routes.md"), printRoutes());
