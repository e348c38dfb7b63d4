import type { Words } from "../../platform/i18n/index.ts";
import type { Problem } from "../../shared/result.ts";
import { checkboxes } from "../components/choice.ts";
import { fileUpload } from "../components/input.ts";
import { type Html, html } from "../html.ts";

/** A story's picture as a file, and the box that takes away the one that is there. */
export const pictureField = (
  words: Words,
  of: { readonly problems: readonly Problem[]; readonly hasOne: boolean },
): Html =>
  html`${fileUpload({
    words,
    problems: of.problems,
    name: "picture",
    label: words.t("story.picture"),
    hint: words.t("story.picture-hint"),
    attributes: { accept: "image/jpeg,image/png,image/webp" },
  })}${
    of.hasOne &&
    checkboxes({
      words,
      name: "remove",
      items: [{ value: "yes", text: words.t("story.picture-remove") }],
    })
  }`;
