import type { Words } from "../../platform/i18n/index.ts";
import type { CallState } from "../../stages/calls/call.ts";
import { type Html, type TagColour, tag } from "../../ui/index.ts";

const COLOURS: Readonly<Record<CallState, TagColour>> = {
  draft: "grey",
  open: "green",
  closed: "orange",
  published: "purple",
};

export const callStateTag = (words: Words, state: CallState): Html =>
  tag({ text: words.t(`calls.state-${state}`), colour: COLOURS[state] });
