import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Import } from "../../stages/imports/import.ts";
import type { readColumns } from "../../stages/imports/read-imports.ts";
import { ID_COLUMN, MARKS_COLUMN } from "../../stages/imports/round-trip.rules.ts";
import {
  button,
  buttonGroup,
  form,
  type Html,
  hidden,
  html,
  insetText,
  select,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";

type Known = Awaited<ReturnType<typeof readColumns>>;

/** What a column of ours is called; a criterion by the name its call gave it. */
export function columnName(words: Words, name: string, criteria: Known["criteria"]): string {
  const criterion = criteria.get(name);
  if (criterion) return words.local(criterion);
  // Columns of a list that came back are called by their heading there.
  const key = words.has(name) ? name : `imports.column-${name}`;
  return words.has(key) ? words.t(key as MessageKey) : name.replace(/^points\./, "");
}

const OURS: readonly string[] = [ID_COLUMN, MARKS_COLUMN];

/** Every column of the file with its first values and a choice of what it is. */
export function columnsForm(props: {
  readonly words: Words;
  readonly slug: string;
  readonly found: Import;
  readonly sent: Form;
  readonly known: Known;
}): Html {
  const { words, slug, found, sent, known } = props;
  const { header, columns, encoding } = found.mapping;
  const items = [
    { value: "", text: words.t("imports.columns-out") },
    ...known.columns.map(({ name, required }) => ({
      value: name,
      text: `${columnName(words, name, known.criteria)}${required ? ` (${words.t("imports.columns-needed")})` : ""}`,
    })),
  ];
  const first = (at: number) =>
    (known.table?.rows ?? [])
      .slice(0, 3)
      .map(({ cells }) => cells[at] ?? "")
      .filter(Boolean)
      .join(" · ")
      .slice(0, 80);
  const heading = (at: number) =>
    header[at] || words.t("imports.columns-unnamed", { number: at + 1 });
  const chosen = (at: number) =>
    sent.has(`column-${at}`) ? sent.text(`column-${at}`) : (columns[at] ?? "");
  // What a list carries for its way back is nobody's choice, and its marks tell a reader nothing.
  const isOurs = (at: number) => OURS.includes(header[at] ?? "") && chosen(at) === header[at];
  const all = header.map((_, at) => at);
  const shown = all.filter((at) => !isOurs(at));
  return html`<p class="govuk-body">${words.t("imports.columns-intro")}</p>
${
  encoding.startsWith("windows") &&
  insetText({ text: words.t("imports.columns-encoding", { encoding }) })
}
${form(
  { action: paths.importColumns(slug, found.id), key: newId() },
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("imports.columns-title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("imports.columns-heading"),
      words.t("imports.columns-first"),
      words.t("imports.columns-is"),
    ],
    rows: shown.map((at) => [
      heading(at),
      first(at),
      select({
        words,
        name: `column-${at}`,
        label: {
          text: words.t("imports.columns-for", { heading: heading(at) }),
          classes: "govuk-visually-hidden",
        },
        value: chosen(at),
        items,
      }),
    ]),
  }),
  html`${all.filter(isOurs).map((at) => hidden(`column-${at}`, chosen(at)))}`,
  button({ text: words.t("imports.check"), preventDoubleClick: true }),
)}
${discardForm(words, slug, found)}`;
}

export const discardForm = (words: Words, slug: string, found: Import): Html =>
  form(
    { action: paths.importDiscard(slug, found.id), key: newId() },
    buttonGroup(button({ text: words.t("imports.discard"), kind: "secondary" })),
  );
