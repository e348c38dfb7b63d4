import { MANNERS, tellFirstFiveMinutes } from "./first-five-minutes.ts";

tellFirstFiveMinutes([MANNERS.keyboard, MANNERS.phone]);
