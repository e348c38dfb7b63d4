import type { Words } from "../../platform/i18n/index.ts";
import { type Html, html } from "../html.ts";
import { qrCode } from "../qr/qr-code.ts";
import { agreementText, roleName, type Said, type ShownText, said } from "./index.ts";

export interface AgreementSheetProps {
  readonly words: Words;
  readonly title: Said;
  readonly code: string;
  readonly version: number;
  readonly textHash: string;
  readonly text: ShownText;
  readonly party: { readonly role: string; readonly name: string; readonly capacity: string };
  /** Whether this party writes the mentor's name beside its own. */
  readonly namesMentor: boolean;
  /** Where anybody checks the paper: what its square says. */
  readonly square: string;
}

/** The same text for a pen: a name, a day, a signature, and the square that leads back to it. */
export function agreementSheet(props: AgreementSheetProps): Html {
  const { words, party } = props;
  const { t } = words;
  const who = [party.name, party.capacity].filter(Boolean).join(", ");
  return html`<article class="app-sheet" lang="${words.lang}">
<header class="app-sheet__head"><div><h2 class="govuk-heading-m">${said(props.title)}</h2><p class="govuk-body"><strong>${t("sign.code", { code: props.code, version: props.version })}</strong><br>${roleName(words, party.role)}${who && html`: ${who}`}</p></div>${qrCode(props.square, t("sign.square"))}</header>
${agreementText(words, props.text)}
<p class="govuk-body">${t("sign.say", { code: props.code, version: props.version })}</p>
<div class="app-sheet__lines">${props.namesMentor && html`<p>${t("sign.mentor")}</p>`}<p>${t("sign.sheet-name")}</p><p>${t("sign.sheet-date")}</p><p>${t("sign.sheet-signature")}</p></div>
<footer class="app-sheet__small">${t("sign.sheet-give")}<br>${props.textHash}</footer>
</article>`;
}
