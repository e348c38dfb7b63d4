/** Pages of an archive that need no style sheet beside them: one file, no script, no server. */
import type { Words } from "../../platform/i18n/index.ts";
import { type Html, html, raw } from "../html.ts";

const STYLE = `body{font:1.1rem/1.5 "Noto Sans",system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#0b0c0c;background:#fff}
a{color:#1d4f91}a:focus{outline:3px solid #0b0c0c;outline-offset:2px}
h1{font-size:2rem;line-height:1.2}h2{margin-top:2.5rem}section{border-top:4px solid #5b2149;margin-top:3rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #b1b4b6}
code{overflow-wrap:anywhere}`;

export const headOf = (words: Words, title: string): Html => html`${raw("<!DOCTYPE html>")}
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
`;

export const FOOT: Html = raw("</main>\n</body>\n</html>\n");

export const plainPage = (words: Words, title: string, body: Html): string =>
  String(html`${headOf(words, title)}<h1>${title}</h1>
${body}
${FOOT}`);
