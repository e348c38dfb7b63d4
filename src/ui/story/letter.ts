import { localeFacts, type Words } from "../../platform/i18n/index.ts";
import { attributes, type Content, type Html, html, lines } from "../html.ts";

export type LetterEntry = {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  /** HTML language of the text where it is another than the letter's. */
  readonly lang: string | null;
  /** Whose words they are, where they are not the own ones. */
  readonly note?: string | null;
};

export type ListLetterProps = {
  readonly words: Words;
  readonly programme: string;
  readonly subject: string;
  readonly intro: string;
  readonly entries: readonly LetterEntry[];
  readonly leaveUrl: string;
  /** The sentence about the funder, where there is one. */
  readonly funding: string | null;
};

/**
 * A newsletter in its two forms, with the same words in both. Nothing is loaded when it is opened: no
 * picture, no font, no mark that tells who read it.
 */
export function listLetter(props: ListLetterProps): {
  readonly subject: string;
  readonly body: string;
  readonly html: string;
  /** The inside alone, for a page that shows it below a heading of its own. */
  readonly inside: Html;
} {
  const { words, subject } = props;
  const inside = insideOf(props, (level, text) =>
    level === 1 ? html`<h4>${text}</h4>` : html`<h5>${text}</h5>`,
  );
  const whole = insideOf(props, (level, text) =>
    level === 1 ? html`<h1>${text}</h1>` : html`<h2>${text}</h2>`,
  );
  const document = html`<!doctype html>
<html lang="${localeFacts(words.locale).htmlLang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title><style>body{margin:0 auto;padding:16px;max-width:36em;font:16px/1.5 sans-serif;color:#1f1420;background:#fff}h1{font-size:24px;line-height:1.25}h2{font-size:19px;line-height:1.3;margin:24px 0 4px}p{margin:0 0 12px}a{color:#0b5f6b}small{font-size:14px;color:#5a4f5b}</style></head><body>${whole}</body></html>`;
  return { subject, inside, html: String(document), body: plainOf(props) };
}

type Heading = (level: 1 | 2, text: Content) => Html;

const insideOf = (props: ListLetterProps, heading: Heading): Html => {
  const { words } = props;
  const { t } = words;
  return html`${heading(1, props.subject)}
${props.intro !== "" && html`<p>${lines(props.intro)}</p>`}
${props.entries.map(
  ({ title, text, href, lang, note }) =>
    html`${heading(2, html`<a href="${href}">${title}</a>`)}<p${attributes({ lang })}>${lines(text)}</p>${note && html`<p><small>${note}</small></p>`}<p><a href="${href}">${t("news.letter-more")}<span class="govuk-visually-hidden">: ${title}</span></a></p>
`,
)}<hr><p><small>${t("news.letter-why", { programme: props.programme })} <a href="${props.leaveUrl}">${t("news.letter-leave")}</a></small></p>${props.funding !== null && html`<p><small>${props.funding}</small></p>`}`;
};

function plainOf(props: ListLetterProps): string {
  const { t } = props.words;
  const entries = props.entries.map(({ title, text, href, note }) =>
    [title, text, note, href].filter((part) => part).join("\n"),
  );
  return [
    props.subject,
    props.intro,
    ...entries,
    `-- \n${t("news.letter-why", { programme: props.programme })}\n${t("news.letter-leave")}:\n${props.leaveUrl}`,
    props.funding ?? "",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
