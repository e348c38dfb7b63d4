import {
  type Locale,
  localeFacts,
  type MessageKey,
  type Words,
  wordsFor,
} from "../../platform/i18n/index.ts";
import { type Html, html } from "../html.ts";
import { plainPage } from "./plain-page.ts";

export type ReadmeFacts = {
  readonly level: string;
  readonly languages: readonly Locale[];
  readonly scheme: { readonly name: Readonly<Record<string, string>> };
  readonly at: Date;
  readonly by: string;
  readonly program: string;
  readonly counts: {
    readonly tables: number;
    readonly rows: number;
    readonly documents: number;
    readonly missing: number;
    readonly pages: number;
  };
  readonly tables: readonly {
    readonly room: string;
    readonly name: string;
    readonly rows: number;
    readonly files: readonly string[];
    readonly leftOut: Readonly<Record<string, string>>;
  }[];
  readonly left: readonly { readonly name: string; readonly reason: string }[];
};

/** What lies in an archive, in every language; the list of its tables follows once. */
export function readmePage(facts: ReadmeFacts): string {
  const english = wordsFor("en");
  return plainPage(
    english,
    english.t("archive.readme-title", { name: english.local(facts.scheme.name) }),
    html`<p>${facts.languages.map((locale) => html`<a href="#${locale}" lang="${localeFacts(locale).htmlLang}">${localeFacts(locale).ownName}</a> `)}</p>
${facts.languages.map((locale) => inLanguage(wordsFor(locale), facts))}
<section lang="en"><h2>${english.t("archive.readme-tables")}</h2>
<div class="wide"><table><thead><tr>${(["table", "rows", "files", "left-out"] as const).map((head) => html`<th scope="col">${english.t(`archive.readme-head-${head}`)}</th>`)}</tr></thead><tbody>
${facts.tables.map((table) => tableRow(english, table))}
</tbody></table></div></section>`,
  );
}

const reason = (words: Words, code: string): string =>
  words.t(`archive.reason-${code}` as MessageKey);

const tableRow = (words: Words, table: ReadmeFacts["tables"][number]): Html => {
  const left = Object.entries(table.leftOut).filter(([, code]) => code !== "one-scheme");
  return html`<tr><th scope="row"><code>${table.name}</code></th><td>${words.number(table.rows)}</td><td>${table.files.map(
    (file) => html`<a href="${file}">${file.split(".").at(-1)?.toUpperCase()}</a> `,
  )}</td><td>${left.map(([name, code]) => html`<code>${name}</code>: ${reason(words, code)}<br>`)}</td></tr>
`;
};

function inLanguage(words: Words, facts: ReadmeFacts): Html {
  const { t } = words;
  const { level, counts } = facts;
  const item = (href: string, text: string): Html => html`<li><a href="${href}">${text}</a></li>`;
  return html`<section lang="${words.lang}" id="${words.locale}"><h2>${t("archive.readme-title", { name: words.local(facts.scheme.name) })}</h2>
<p>${t("archive.readme-when", { when: words.dayTime(facts.at), by: facts.by, program: facts.program })}</p>
<p>${t(`archive.level-${level}` as MessageKey)}: ${t(`archive.level-${level}-hint` as MessageKey)}</p>
<ul>
${item("site/index.html", t("archive.readme-site", { count: counts.pages }))}
${level !== "public" && item(`records/${words.locale}/index.html`, t("archive.records-title"))}
${item("documents/index.csv", t("archive.readme-documents", { count: counts.documents }))}
<li>${t("archive.readme-in-tables", { tables: counts.tables, rows: counts.rows })}</li>
${item("manifest.json", t("archive.readme-manifest"))}
</ul>
${counts.missing > 0 && html`<p>${t("archive.readme-missing", { count: counts.missing })}</p>`}
<p>${t("archive.readme-left")}</p>
<ul>${facts.left.map(({ name, reason: code }) => html`<li><code>${name}</code>: ${reason(words, code)}</li>`)}</ul>
</section>
`;
}
