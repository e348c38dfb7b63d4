import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/consents/consent.policy.ts";
import { GUARDIANS } from "../../stages/consents/consent.ts";
import { readSheets } from "../../stages/consents/read-journey.ts";
import { squareText } from "../../stages/consents/sheet-square.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import { textHash } from "../../stages/schemes/text-review.ts";
import { consentSheet } from "../../ui/guardian/index.ts";
import { backLink, type Html } from "../../ui/index.ts";
import { sheetPage } from "../../ui/layout/sheet-page.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";
import { languageOf } from "./sending-language.ts";

/** A class at once, and no more than a printer takes without a second thought. */
const MOST = 60;

/** Sheets to sign, each in its learner's language; one a guardian where both have to agree. */
async function sheets(visit: StaffVisit): Promise<Html[]> {
  const asked = visit.query.getAll("application").slice(0, MOST);
  const { settings } = visit.tx.actor.scheme;
  return (await readSheets(visit.tx, asked)).flatMap(({ journey, ends, guardians, locale }) => {
    const language = languageOf(journey.sendingCountry, locale);
    const words = readerWords(settings, "papers", language);
    return GUARDIANS.slice(0, guardians).map((number) =>
      consentSheet({
        words,
        journey,
        guardian: { number, all: guardians },
        until: ends,
        square: squareText({
          applicationId: journey.applicationId,
          guardian: number,
          wording: { locale: language, hash: textHash("consent", language) },
        }),
      }),
    );
  });
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.handlePapers,
    path: paths.consentSheets(":scheme"),
    answer: async (visit) => {
      const words = wordsOf(visit);
      const made = await sheets(visit);
      const none = made.length === 0;
      if (none && visit.query.has("application")) return nothingHere;
      const { slug } = visit.tx.actor.scheme;
      return page(
        sheetPage({
          words,
          title: words.t("consents.sheets-title"),
          surface: "console",
          back: backLink({
            words,
            href: paths.consentWall(slug),
            text: words.t("consents.wall-title"),
          }),
          say: words.t(none ? "consents.sheets-none" : "consents.sheets-print"),
          sheets: made,
        }),
      );
    },
  },
];
