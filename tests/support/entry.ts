/** What somebody types who writes an application down for a pupil of the Albanian school. */
import type { TestCall } from "./call.ts";

export const ENTRY_NAME = { "name-given": "Era", "name-family": "Gashi" };

/** What is asked before anything is written down. */
export const entryStart = ({ callId, schools }: TestCall) => ({
  call: callId,
  how: "paper",
  language: "sq",
  school: schools.AL,
});

/** Every question of the form, answered. */
export const entryAnswers = ({ schools, flows }: TestCall) => ({
  ...ENTRY_NAME,
  "birth-day": "14",
  "birth-month": "3",
  "birth-year": "2010",
  school: schools.AL,
  "trade-trade": "hospitality",
  "trade-year": "2",
  "contact-phone": "+355 69 123 4567",
  "contact-way": "viber",
  "cities-1": flows["AL-2"],
  why: "To learn to bake.",
  "guardian-name": "Drita Gashi",
  "guardian-phone": "069 765 4321",
  needs: "",
});
