import { isHostLocale, isLocale, localeFacts, type Words } from "../../platform/i18n/index.ts";
import { type AgreementKind, KINDS } from "../../stages/agreements/agreement.ts";
import type { OwnTemplate } from "../../stages/agreements/own-template.ts";
import { type Html, html, tag } from "../../ui/index.ts";

export const kindWords = (words: Words, kind: AgreementKind): string =>
  words.t(`own-templates.kind-${kind}`);

/** As its speakers call it. */
export const languageName = (language: string): string =>
  isLocale(language) || isHostLocale(language) ? localeFacts(language).ownName : language;

export const kindItems = (words: Words) =>
  KINDS.map((kind) => ({ value: kind as string, text: kindWords(words, kind) }));

export const useTag = (words: Words, { endedAt }: Pick<OwnTemplate, "endedAt">): Html =>
  endedAt === null
    ? tag({ text: words.t("own-templates.in-use"), colour: "green" })
    : tag({ text: words.t("own-templates.ended"), colour: "grey" });

/** "Learning agreement, 2026, Shqip, version 2". */
export const templateName = (words: Words, one: OwnTemplate): string =>
  words.t("own-templates.name", {
    kind: kindWords(words, one.kind),
    year: String(one.year),
    language: languageName(one.language),
    version: one.version,
  });

/** A field as it is typed, which is no word of any language. */
export const written = (text: string): Html => html`<code translate="no">${text}</code>`;
