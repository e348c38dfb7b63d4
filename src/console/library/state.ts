import type { Words } from "../../platform/i18n/index.ts";
import type { ResourceState } from "../../stages/library/resource.ts";
import { type Html, type TagColour, tag } from "../../ui/index.ts";

const COLOURS: Readonly<Record<ResourceState, TagColour>> = {
  draft: "grey",
  "in-review": "yellow",
  published: "green",
  replaced: "grey",
  withdrawn: "red",
};

export const stateTag = (words: Words, state: ResourceState): Html =>
  tag({ text: words.t(`library.state-${state}`), colour: COLOURS[state] });
