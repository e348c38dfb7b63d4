import { HOST_LOCALES, LOCALES, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Problem } from "../../shared/result.ts";
import {
  KINDS,
  LICENCES,
  type Licence,
  READERS,
  type Reader,
  type ResourceKind,
  type ResourceText,
  type ResourceVersion,
  TRANSLATIONS,
  type Translation,
} from "../../stages/library/resource.ts";
import {
  button,
  checkboxes,
  details,
  fileUpload,
  form,
  type Html,
  hidden,
  html,
  input,
  radios,
  select,
  textarea,
} from "../../ui/index.ts";
import { languageName, licenceName } from "../../ui/library/index.ts";
import { prose } from "../../ui/prose/index.ts";

/** What is shown in the form's fields: as typed, or as saved. */
export type TypedText = {
  readonly language: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly kind: string;
  readonly minutes: string;
  readonly readers: readonly string[];
  readonly licence: string;
  readonly credit: string;
  readonly link: string;
  readonly linkKilobytes: string;
  readonly transcript: string;
  readonly translation: string;
};

export const FIELDS =
  "language title summary kind readers minutes body link linkKilobytes transcript file licence credit translation".split(
    " ",
  );

export const blankText = (credit: string): TypedText => ({
  language: "",
  title: "",
  summary: "",
  body: "",
  kind: "guide",
  minutes: "",
  readers: [],
  licence: "",
  credit,
  link: "",
  linkKilobytes: "",
  transcript: "",
  translation: "original",
});

/** Of a version, to be changed. What a link weighs is what is left of the whole. */
export const shownText = (
  version: ResourceVersion,
  language: string,
  uploadBytes: number,
): TypedText => {
  const text = Buffer.byteLength(version.body) + Buffer.byteLength(version.transcript);
  const linked = version.bytes === null ? 0 : version.bytes - text - uploadBytes;
  return {
    ...version,
    language,
    minutes: String(version.minutes),
    link: version.link ?? "",
    linkKilobytes: version.link !== null && linked > 0 ? String(Math.round(linked / 1024)) : "",
  };
};

export const typedText = (sent: Form): TypedText => ({
  language: sent.text("language"),
  title: sent.text("title"),
  summary: sent.text("summary"),
  body: sent.text("body"),
  kind: sent.text("kind"),
  minutes: sent.text("minutes"),
  readers: sent.all("readers"),
  licence: sent.text("licence"),
  credit: sent.text("credit"),
  link: sent.text("link"),
  linkKilobytes: sent.text("linkKilobytes"),
  transcript: sent.text("transcript"),
  translation: sent.text("translation"),
});

const whole = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

export const textOf = (typed: TypedText, uploadId: string | null): ResourceText => ({
  title: typed.title,
  summary: typed.summary,
  body: typed.body,
  kind: typed.kind as ResourceKind,
  minutes: whole(typed.minutes),
  readers: typed.readers as readonly Reader[],
  licence: typed.licence as Licence,
  credit: typed.credit,
  link: typed.link === "" ? null : typed.link,
  linkKilobytes: typed.linkKilobytes === "" ? null : whole(typed.linkKilobytes),
  uploadId,
  transcript: typed.transcript,
  translation: typed.translation as Translation,
});

export const fieldLabels = (words: Words): Readonly<Record<string, string>> =>
  Object.fromEntries(FIELDS.map((field) => [field, words.t(`library.field-${field}`)]));

/** Everything that a resource is, on one page. */
export function textForm(from: {
  readonly words: Words;
  readonly action: string;
  readonly shown: TypedText;
  readonly problems: readonly Problem[];
  /** False once it has its language. */
  readonly asksLanguage: boolean;
  readonly translationOf: string | null;
  /** Name of the file that is there already. */
  readonly fileName: string | null;
}): Html {
  const { words, shown, problems } = from;
  const { t } = words;
  const of = (name: string) => ({
    words,
    problems,
    name,
    label: t(`library.field-${name}`),
  });
  const legend = (name: string) => ({
    text: t(`library.field-${name}`),
    classes: "govuk-fieldset__legend--s",
  });
  const languages = [...new Set([...LOCALES, ...HOST_LOCALES])]
    .map((value) => ({ value, text: languageName(words, value) }))
    .sort((a, b) => words.compare(a.text, b.text));
  return form(
    { action: from.action, key: newId(), multipart: true, classes: "app-text" },
    from.translationOf === null ? null : hidden("of", from.translationOf),
    from.asksLanguage
      ? select({
          ...of("language"),
          value: shown.language,
          items: [{ value: "", text: t("library.choose") }, ...languages],
        })
      : null,
    input({ ...of("title"), value: shown.title }),
    textarea({
      ...of("summary"),
      hint: t("library.hint-summary"),
      value: shown.summary,
      rows: 3,
    }),
    select({
      ...of("kind"),
      value: shown.kind,
      items: KINDS.map((value) => ({ value, text: t(`library.kind-${value}`) })),
    }),
    checkboxes({
      words,
      problems,
      name: "readers",
      legend: legend("readers"),
      values: shown.readers,
      items: READERS.map((value) => ({ value, text: t(`library.reader-${value}`) })),
    }),
    input({
      ...of("minutes"),
      value: shown.minutes,
      inputmode: "numeric",
      classes: "govuk-input--width-3",
    }),
    textarea({ ...of("body"), hint: t("library.hint-body"), value: shown.body, rows: 16 }),
    shown.body !== "" && problems.length > 0
      ? details({ summary: t("library.preview"), text: prose(shown.body) })
      : null,
    input({ ...of("link"), hint: t("library.hint-link"), value: shown.link, type: "url" }),
    input({
      ...of("linkKilobytes"),
      hint: t("library.hint-link-size"),
      value: shown.linkKilobytes,
      inputmode: "numeric",
      classes: "govuk-input--width-5",
    }),
    textarea({
      ...of("transcript"),
      hint: t("library.hint-transcript"),
      value: shown.transcript,
      rows: 6,
    }),
    fileUpload({
      ...of("file"),
      hint:
        from.fileName === null
          ? t("library.hint-file")
          : t("library.hint-file-there", { name: from.fileName }),
      accept: ".pdf,.docx,image/jpeg,image/png",
    }),
    from.fileName === null
      ? null
      : checkboxes({
          words,
          name: "no-file",
          items: [{ value: "yes", text: t("library.no-file") }],
        }),
    radios({
      words,
      problems,
      name: "licence",
      legend: legend("licence"),
      hint: t("library.hint-licence"),
      value: shown.licence,
      items: LICENCES.map((value) => ({
        value,
        text: licenceName(words, value),
        hint: t(`library.licence-hint-${value}`),
      })),
    }),
    input({ ...of("credit"), hint: t("library.hint-credit"), value: shown.credit }),
    radios({
      words,
      problems,
      name: "translation",
      legend: legend("translation"),
      value: shown.translation,
      items: TRANSLATIONS.map((value) => ({ value, text: t(`library.translation-${value}`) })),
    }),
    html`${button({ text: t("library.save-draft"), preventDoubleClick: true })}`,
  );
}
