import { wordsFor } from "../../src/platform/i18n/index.ts";
import { raw } from "../../src/ui/html.ts";
import * as ui from "../../src/ui/index.ts";

// The options of the fixtures are loose by nature: the same component is tried with every mistake.
// biome-ignore lint/suspicious/noExplicitAny: fixtures are untyped data from outside
type Loose = any;

/** English with the few words that govuk-frontend chose differently, or that a fixture replaces. */
function words(replaced: Record<string, string | undefined> = {}) {
  const english = wordsFor("en");
  const theirs: Record<string, string | undefined> = {
    "site.success": "Success",
    "site.breadcrumb": "Breadcrumb",
    "site.pages": "Pagination",
    ...replaced,
  };
  return {
    ...english,
    t: (key: Loose, params?: Loose) => theirs[key] ?? english.t(key, params),
  };
}

/** `html` and `text` are one thing here: markup or words. */
const content = (from: Loose, markup = "html", text = "text"): Loose =>
  from?.[markup] ? raw(String(from[markup])) : from?.[text];

const part = (from: Loose): Loose => {
  if (!from || content(from) === undefined) return undefined;
  const { html: _html, text: _text, ...rest } = from;
  return { ...rest, text: content(from) };
};

const group = (from: Loose): Loose =>
  from && {
    classes: from.classes,
    attributes: from.attributes,
    before: content(from.beforeInput ?? from.beforeInputs),
    after: content(from.afterInput ?? from.afterInputs),
  };

const field = (options: Loose): Loose => ({
  ...options,
  words: words({
    "site.error-prefix":
      options.errorMessage?.visuallyHiddenText && `${options.errorMessage.visuallyHiddenText}:`,
  }),
  name: options.name ?? options.id ?? "",
  label: part(options.label),
  hint: part(options.hint),
  errorMessage: part(options.errorMessage),
  formGroup: group(options.formGroup),
  fieldset: options.fieldset && {
    ...options.fieldset,
    legend: part(options.fieldset.legend),
  },
});

const choices = (options: Loose): Loose => ({
  ...field(options),
  items: (options.items ?? []).map(
    (item: Loose) =>
      item &&
      (item.divider
        ? item
        : {
            ...part(item),
            hint: part(item.hint),
            conditional: item.conditional?.html ? raw(String(item.conditional.html)) : undefined,
          }),
  ),
});

const link = (from: Loose): Loose => from && { ...from, text: content(from) };
const cell = (from: Loose): Loose => ({ ...from, text: content(from) });

type Adapter = (options: Loose) => unknown;

/** From the options of a govuk-frontend fixture to a call of our function. */
export const adapters: Readonly<Record<string, Adapter>> = {
  button: (o) => ui.button({ ...o, text: content(o), type: o.type }),
  label: (o) => ui.label(part(o), o.for),
  hint: (o) => ui.hint(part(o), o.id),
  "error-message": (o) =>
    ui.errorMessage(
      words({ "site.error-prefix": o.visuallyHiddenText && `${o.visuallyHiddenText}:` }),
      part(o),
      o.id,
    ),
  fieldset: (o) =>
    ui.fieldset({ ...o, legend: part(o.legend) }, o.html ? raw(String(o.html)) : undefined),
  input: (o) =>
    ui.input({
      ...field(o),
      prefix: part(o.prefix),
      suffix: part(o.suffix),
      wrapper: o.inputWrapper,
    }),
  textarea: (o) => ui.textarea(field(o)),
  select: (o) => ui.select({ ...field(o), items: o.items ?? [] }),
  radios: (o) => ui.radios(choices(o)),
  checkboxes: (o) => ui.checkboxes(choices(o)),
  // Ours always posts `<name>-day`; the fixtures' bare names are put back for the comparison.
  "date-input": (o) =>
    String(
      ui.dateInput({
        ...field(o),
        name: o.namePrefix ?? "bare",
        values: o.namePrefix
          ? Object.fromEntries(
              Object.entries(o.values ?? {}).map(([key, value]) => [
                key.replace(`${o.namePrefix}-`, ""),
                value,
              ]),
            )
          : o.values,
      }),
    ).replaceAll('name="bare-', 'name="'),
  "file-upload": (o) => ui.fileUpload(field(o)),
  "error-summary": (o) =>
    ui.errorSummary({
      ...o,
      words: words(),
      title: content(o, "titleHtml", "titleText") ?? "",
      description: content(o, "descriptionHtml", "descriptionText"),
      items: (o.errorList ?? []).map(link),
    }),
  details: (o) =>
    ui.details({ ...o, summary: content(o, "summaryHtml", "summaryText"), text: content(o) }),
  "inset-text": (o) => ui.insetText({ ...o, text: content(o) }),
  "notification-banner": (o) =>
    ui.notificationBanner({
      ...o,
      words: words(),
      title: content(o, "titleHtml", "titleText"),
      text: content(o),
    }),
  panel: (o) => ui.panel({ ...o, title: content(o, "titleHtml", "titleText"), text: content(o) }),
  tag: (o) => ui.tag({ ...o, text: content(o) }),
  "warning-text": (o) =>
    ui.warningText({
      ...o,
      words: words({ "site.warning": o.iconFallbackText || undefined }),
      text: content(o),
    }),
  "phase-banner": (o) =>
    ui.phaseBanner({ ...o, tag: { ...o.tag, text: content(o.tag) }, text: content(o) }),
  "back-link": (o) =>
    ui.backLink({ ...o, words: words(), href: o.href || "#", text: content(o) || undefined }),
  "skip-link": (o) => ui.skipLink({ ...o, href: o.href || "#content", text: content(o) }),
  breadcrumbs: (o) =>
    ui.breadcrumbs({
      ...o,
      words: words({ "site.breadcrumb": o.labelText || "Breadcrumb" }),
      items: o.items.map(link),
    }),
  "service-navigation": (o) =>
    ui.serviceNavigation({
      ...o,
      label: o.navigationLabel || o.menuButtonText || "Menu",
      items: (o.navigation ?? []).filter(Boolean).map(link),
    }),
  tabs: (o) =>
    ui.tabs({
      ...o,
      words: words({ "site.contents": o.title }),
      items: (o.items ?? []).filter(Boolean).map((item: Loose, at: number) => ({
        ...item,
        id: item.id || `${o.idPrefix}-${at + 1}`,
        panel: item.panel.html
          ? raw(String(item.panel.html))
          : ui.html`<p class="govuk-body">${item.panel.text}</p>`,
        panelAttributes: item.panel.attributes,
      })),
    }),
  pagination: (o) =>
    ui.pagination({
      ...o,
      words: words(),
      previous: link(o.previous),
      next: link(o.next),
      items: o.items?.filter((item: Loose) => item && Object.keys(item).length > 0),
    }),
  table: (o) =>
    ui.table({
      ...o,
      head: o.head?.map(cell),
      rows: (o.rows ?? []).map((row: Loose) => row && { cells: row.map(cell) }),
    }),
  "summary-list": (o) =>
    ui.summaryList({
      ...o,
      rows: (o.rows ?? []).map(
        (row: Loose) =>
          row && {
            ...row,
            key: part(row.key),
            value: part(row.value),
            actions: row.actions?.items?.map(link),
            actionsClasses: row.actions?.classes,
          },
      ),
      card: o.card && {
        ...o.card,
        title: part(o.card.title),
        actions: o.card.actions?.items?.map(link),
        actionsClasses: o.card.actions?.classes,
      },
    }),
  "task-list": (o) =>
    ui.taskList({
      ...o,
      items: (o.items ?? []).map(
        (item: Loose) =>
          item && {
            ...item,
            title: part(item.title),
            hint: part(item.hint),
            status: item.status.tag
              ? { tag: { ...item.status.tag, text: content(item.status.tag) } }
              : part(item.status),
            statusClasses: item.status.tag && item.status.classes,
          },
      ),
    }),
};
