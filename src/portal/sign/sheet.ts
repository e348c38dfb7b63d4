import type { Words } from "../../platform/i18n/index.ts";
import type { PublicVisit } from "../../platform/web/route.ts";
import type { SigningPage } from "../../stages/agreements/read-signing.ts";
import { checkPath } from "../../stages/agreements/seal-paper.ts";
import { shownText } from "../../stages/agreements/shown-text.ts";
import { agreementSheet } from "../../ui/agreement/sheet.ts";
import { backLink, type Html } from "../../ui/index.ts";
import { sheetPage } from "../../ui/layout/sheet-page.ts";
import { addressOf } from "./sign-form.ts";

/** The agreement to print and sign by hand; the same as signing here. */
export function sheet(
  visit: PublicVisit,
  from: { readonly found: SigningPage; readonly words: Words },
): Html {
  const { found, words } = from;
  const { agreement, stand } = found;
  const text = shownText(agreement, found.content);
  const check = checkPath(visit.locale, visit.params.scheme ?? "", agreement.code);
  const back = addressOf(visit).replace("/sheet", "");
  return sheetPage({
    words,
    title: words.t("sign.sheet-title"),
    surface: "portal",
    back: backLink({ words, href: back }),
    say: words.t("sign.sheet-say"),
    sheets: [
      agreementSheet({
        words,
        title: text.title,
        code: agreement.code,
        version: stand.version.number,
        textHash: stand.version.textHash,
        text,
        party: found.party,
        namesMentor: found.toName.includes("mentor.name"),
        square: new URL(check, visit.site.publicUrl).toString(),
      }),
    ],
  });
}
