import { type Locale, localeFacts, type MessageKey, wordsFor } from "../../platform/i18n/index.ts";
import { day as dayOf } from "../../shared/day.ts";
import { html } from "../html.ts";
import { FOOT, headOf, plainPage } from "./plain-page.ts";

export type LineFacts = {
  readonly code: string;
  readonly name: Readonly<Record<string, string>>;
  readonly target: number;
  readonly finished: number;
};
export type StayFacts = {
  readonly person: string;
  readonly state: string;
  readonly starts: string | null;
  readonly ends: string | null;
  readonly days: number | null;
  readonly host: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly sending: string;
  readonly reference: string | null;
};

/** The lines of a scheme, each leading to the stays that were counted for it. */
export function recordsPage(
  locale: Locale,
  lines: readonly LineFacts[],
  fileOf: (line: LineFacts) => string,
): string {
  const words = wordsFor(locale);
  const { t } = words;
  return plainPage(
    words,
    t("archive.records-title"),
    html`<p><a href="../../README.html#${locale}">README</a></p>
<div class="wide"><table><thead><tr><th scope="col">${t("archive.records-line")}</th><th scope="col">${t("archive.records-finished")}</th><th scope="col">${t("archive.records-target")}</th></tr></thead><tbody>
${lines.map(
  (
    line,
  ) => html`<tr><th scope="row"><a href="${fileOf(line)}">${words.local(line.name)}</a></th><td>${words.number(line.finished)}</td><td>${words.number(line.target)}</td></tr>
`,
)}
</tbody></table></div>`,
  );
}

const COLUMNS = [
  "person",
  "state",
  "from",
  "to",
  "days",
  "host",
  "where",
  "sending",
  "reference",
] as const;

/** One line's stays, piece by piece: there may be very many of them. */
export async function* linePage(
  locale: Locale,
  line: LineFacts,
  stays: AsyncIterable<readonly StayFacts[]>,
): AsyncGenerator<string> {
  const words = wordsFor(locale);
  const { t } = words;
  const title = words.local(line.name);
  const day = (text: string | null) => (text === null ? "" : words.shortDay(dayOf(text)));
  yield String(html`${headOf(words, title)}<h1>${title}</h1>
<p><a href="index.html">${t("archive.records-title")}</a></p>
<div class="wide"><table><thead><tr>${COLUMNS.map((name) => html`<th scope="col">${t(`archive.records-${name}`)}</th>`)}</tr></thead><tbody>
`);
  for await (const some of stays) {
    yield some
      .map((stay) => {
        const where = [stay.city, stay.country && words.country(stay.country)].filter(Boolean);
        const cells = [
          t(`people.stay-${stay.state}` as MessageKey),
          day(stay.starts),
          day(stay.ends),
          stay.days === null ? "" : words.number(stay.days),
          stay.host,
          where.join(", "),
          stay.sending,
          stay.reference,
        ];
        return String(html`<tr><th scope="row">${stay.person}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`);
      })
      .join("");
  }
  yield String(html`</tbody></table></div>
${FOOT}`);
}

/** The door of the site: its languages, each by its own name. */
export function languagesPage(
  name: string,
  homes: readonly { readonly locale: Locale; readonly file: string }[],
): string {
  const words = wordsFor("en");
  return plainPage(
    words,
    name,
    html`<ul>${homes.map(({ locale, file }) => {
      const facts = localeFacts(locale);
      return html`<li><a href="${file}" lang="${facts.htmlLang}" hreflang="${facts.htmlLang}">${facts.ownName}</a></li>`;
    })}</ul>`,
  );
}
