import { ownTimes } from "./page/own-time.ts";

ownTimes(document);
