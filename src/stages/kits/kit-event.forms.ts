/** Events as they may stand in a kit. */
import { z } from "zod";
import { MOST } from "../events/template.rules.ts";
import { code, country, list, localised, whole, word } from "./kit-parts.forms.ts";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const span = z.number().int().min(0).max(MOST.days);

/** How an event is held, without persons, links and days. */
export const events = list(
  z.strictObject({
    kind: word,
    title: localised,
    about: localised,
    mode: z.enum(["on-site", "online", "blended"]),
    city: word.nullable(),
    country: country.nullable(),
    languages: list(word, 8),
    line: code.nullable(),
    capacityOnSite: whole.nullable(),
    capacityOnline: whole.nullable(),
    approval: z.boolean(),
    days: z.number().int().min(1).max(MOST.days),
    closesDaysBefore: span,
    closesTime: clock,
    sessions: list(
      z.strictObject({ title: word, day: span, from: clock, to: clock, room: word.nullable() }),
      MOST.sessions,
    ),
  }),
);
