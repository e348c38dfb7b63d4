import type { Words } from "../../platform/i18n/index.ts";
import type { EventState, RegistrationState } from "../../stages/events/event.ts";
import { type Html, type TagColour, tag } from "../../ui/index.ts";

const EVENTS: Readonly<Record<EventState, TagColour>> = {
  draft: "yellow",
  open: "green",
  closed: "turquoise",
  held: "grey",
  cancelled: "red",
};
const PEOPLE: Readonly<Record<RegistrationState, TagColour>> = {
  requested: "yellow",
  waiting: "turquoise",
  registered: "green",
  declined: "grey",
  cancelled: "grey",
};

export const eventTag = (words: Words, state: EventState): Html =>
  tag({ text: words.t(`events.state-${state}`), colour: EVENTS[state] });
export const registrationTag = (words: Words, state: RegistrationState): Html =>
  tag({ text: words.t(`events.reg-${state}`), colour: PEOPLE[state] });
