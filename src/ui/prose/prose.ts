import { lexer, type Token, type Tokens } from "marked";
import { type Html, html } from "../html.ts";

/**
 * Markdown that people write, as pieces of a page: headings, paragraphs, lists, quotations, tables,
 * emphasis, code and links. Nothing a person writes becomes markup by itself: the reader of Markdown
 * gives tokens, every text of them is escaped, and what is not in the list below (HTML, pictures,
 * addresses of other kinds than https and mailto) stays the text it was.
 *
 * A heading of the text stands below the page's own, however many signs were typed.
 */
export function prose(markdown: string, change: (text: string) => string = (text) => text): Html {
  const read = lexer(markdown.slice(0, MOST_LETTERS).replace(NESTED, "$1"), { gfm: true });
  return html`${blocks(read, change, 0)}`;
}

/** Longer texts are refused where they are written; this is for what came another way. */
const MOST_LETTERS = 60_000;
/** Deeper lists and quotations are nobody's text. */
const DEEPEST = 8;
/** The signs of quotations and lists at the head of a line; a thousand of them are an attack. */
const NESTED = /^([ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){8})(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)+/gm;

type Change = (text: string) => string;

const blocks = (tokens: readonly Token[], change: Change, depth: number): Html[] =>
  depth > DEEPEST ? [] : tokens.map((token) => block(token, change, depth));

function block(token: Token, change: Change, depth: number): Html {
  switch (token.type) {
    case "space":
    case "def":
      return html``;
    case "heading": {
      const { depth: level, tokens } = token as Tokens.Heading;
      const text = inline(tokens, change);
      return level <= 2
        ? html`<h2 class="govuk-heading-m">${text}</h2>`
        : html`<h3 class="govuk-heading-s">${text}</h3>`;
    }
    case "paragraph":
      return html`<p class="govuk-body">${inline((token as Tokens.Paragraph).tokens, change)}</p>`;
    case "list": {
      const { ordered, items, start } = token as Tokens.List;
      const inside = items.map((item) => html`<li>${listItem(item, change, depth + 1)}</li>`);
      return ordered
        ? start === 1 || start === ""
          ? html`<ol class="govuk-list govuk-list--number">${inside}</ol>`
          : html`<ol class="govuk-list govuk-list--number" start="${start}">${inside}</ol>`
        : html`<ul class="govuk-list govuk-list--bullet">${inside}</ul>`;
    }
    case "blockquote":
      return html`<blockquote class="govuk-inset-text">${blocks((token as Tokens.Blockquote).tokens, change, depth + 1)}</blockquote>`;
    case "code":
      return html`<pre class="govuk-body"><code>${(token as Tokens.Code).text}</code></pre>`;
    case "hr":
      return html`<hr class="govuk-section-break govuk-section-break--m govuk-section-break--visible">`;
    case "table": {
      const { header, rows } = token as Tokens.Table;
      return html`<table class="govuk-table"><thead class="govuk-table__head"><tr class="govuk-table__row">${header.map(
        (cell) =>
          html`<th scope="col" class="govuk-table__header">${inline(cell.tokens, change)}</th>`,
      )}</tr></thead><tbody class="govuk-table__body">${rows.map(
        (row) =>
          html`<tr class="govuk-table__row">${row.map(
            (cell) => html`<td class="govuk-table__cell">${inline(cell.tokens, change)}</td>`,
          )}</tr>`,
      )}</tbody></table>`;
    }
    default:
      // HTML among them: it is shown as it was typed.
      return html`<p class="govuk-body">${change(token.raw.trim())}</p>`;
  }
}

/** A line of a list is its words; what a person put below them are blocks of their own. */
const listItem = ({ tokens }: Tokens.ListItem, change: Change, depth: number): Html =>
  html`${tokens.map((token) =>
    token.type === "text"
      ? inline((token as Tokens.Text).tokens ?? [token], change)
      : blocks([token], change, depth),
  )}`;

const inline = (tokens: readonly Token[] | undefined, change: Change, depth = 0): Html =>
  depth > DEEPEST ? html`` : html`${(tokens ?? []).map((token) => piece(token, change, depth))}`;

function piece(token: Token, change: Change, depth: number): Html {
  const inside = () => inline((token as Tokens.Strong).tokens, change, depth + 1);
  switch (token.type) {
    case "strong":
      return html`<strong>${inside()}</strong>`;
    case "em":
      return html`<em>${inside()}</em>`;
    case "del":
      return html`<del>${inside()}</del>`;
    case "br":
      return html`<br>`;
    case "codespan":
      return html`<code>${(token as Tokens.Codespan).text}</code>`;
    case "link": {
      const { href } = token as Tokens.Link;
      return isAddress(href)
        ? html`<a class="govuk-link" href="${new URL(href).href}" rel="noopener nofollow">${inside()}</a>`
        : html`${change(token.raw)}`;
    }
    case "escape":
    case "text":
      return html`${change((token as Tokens.Text).text)}`;
    default:
      return html`${change(token.raw)}`;
  }
}

const isAddress = (href: string): boolean =>
  /^mailto:[^\s?]+@[^\s?]+$/.test(href) ||
  (/^https:\/\//i.test(href) && URL.canParse(href) && new URL(href).username === "");
