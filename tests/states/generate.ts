/** `npm run states`: rewrites `docs/states.md` from the transition tables. */
import { writeFileSync } from "node:fs";
import { printStates, STATES_FILE } from "./print.ts";

writeFileSync(STATES_FILE, printStates());
