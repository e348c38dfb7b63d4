import { MANNERS, tellFirstFiveMinutes } from "./first-five-minutes.ts";

tellFirstFiveMinutes([MANNERS.mouse, MANNERS.plain]);
