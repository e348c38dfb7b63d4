import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/hosting/hosting.policy.ts";
import { CRITERIA, type HostNote, MARKS, NOTE_KINDS } from "../../stages/hosting/hosting.ts";
import type { Organisation } from "../../stages/organisations/organisation.ts";
import {
  button,
  checkboxes,
  form,
  type Html,
  html,
  input,
  select,
  table,
  textarea,
} from "../../ui/index.ts";
import { wordsOf } from "../shell.ts";
import { hostingPaths } from "./hosting-paths.ts";

/** What was seen there; of restricted notes the kind and the day, and the way to open one. */
export function notes(visit: StaffVisit, host: Organisation, all: readonly HostNote[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  if (all.length === 0) return html`<p class="govuk-body">${t("hosting.no-notes")}</p>`;
  const opens = can.readIncidents(visit.tx.actor);
  const { slug } = visit.tx.actor.scheme;
  const closed = (note: HostNote) =>
    opens
      ? html`<a class="govuk-link" href="${hostingPaths.note(slug, host.id, note.id)}">${t("hosting.note-open")}<span class="govuk-visually-hidden"> ${words.shortDay(note.happenedOn as Day)}</span></a>`
      : t("hosting.sealed");
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    head: [
      t("hosting.field-happenedOn"),
      t("hosting.field-kind"),
      t("hosting.field-who"),
      t("hosting.field-note"),
    ],
    rows: all.map((one) => [
      words.shortDay(one.happenedOn as Day),
      t(`hosting.kind-${one.kind}`),
      one.who ?? "–",
      html`${marksOf(words, one)}${one.restricted ? closed(one) : (one.note ?? "")}`,
    ]),
  });
}

function marksOf(words: Words, { marks, note, restricted }: HostNote): string {
  const { t } = words;
  const all = CRITERIA.flatMap((each) => {
    const mark = marks?.[each];
    return mark ? [`${t(`hosting.mark-of-${each}`)}: ${t(`hosting.mark-${mark}`)}`] : [];
  }).join("; ");
  return all !== "" && (note !== null || restricted) ? `${all}; ` : all;
}

/** Something to write down about a host; words about health or safety are put away at once. */
export function noteForm(
  visit: StaffVisit,
  host: Organisation,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const typed = visit.form;
  return form(
    {
      action: hostingPaths.notes(visit.tx.actor.scheme.slug, host.id),
      key: newId(),
      classes: "app-text",
    },
    select({
      words,
      problems,
      name: "kind",
      label: t("hosting.field-kind"),
      value: typed.text("kind"),
      items: NOTE_KINDS.map((value) => ({ value, text: t(`hosting.kind-${value}`) })),
    }),
    input({
      words,
      problems,
      name: "happenedOn",
      type: "date",
      label: t("hosting.field-happenedOn"),
      value: typed.text("happenedOn"),
      classes: "govuk-input--width-10",
    }),
    input({
      words,
      problems,
      name: "who",
      label: t("hosting.field-who"),
      value: typed.text("who"),
      autocomplete: "off",
    }),
    html`${CRITERIA.map((each) =>
      select({
        words,
        problems,
        name: each,
        label: t(`hosting.mark-of-${each}`),
        value: typed.text(each),
        items: [
          { value: "", text: t("hosting.mark-none") },
          ...MARKS.map((value) => ({ value, text: t(`hosting.mark-${value}`) })),
        ],
      }),
    )}`,
    textarea({
      words,
      problems,
      name: "note",
      rows: 3,
      label: t("hosting.field-note"),
      value: typed.text("note"),
    }),
    checkboxes({
      words,
      name: "restricted",
      values: typed.all("restricted"),
      legend: t("hosting.note-restricted-lead"),
      items: [{ value: "yes", text: t("hosting.note-restricted") }],
    }),
    button({ text: t("site.save") }),
  );
}
