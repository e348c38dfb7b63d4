import { nothingHere, page } from "../../platform/web/answer.ts";
import type { LearnerRoute } from "../../platform/web/route.ts";
import { readJourneys } from "../../stages/consents/read-journey.ts";
import { readRule } from "../../stages/consents/set-rule.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import { exitForm } from "../../ui/guardian/index.ts";
import { backLink } from "../../ui/index.ts";
import { sheetPage } from "../../ui/layout/sheet-page.ts";
import { paths } from "../paths.ts";
import { portalWords, schemeOf } from "../shell.ts";

/** The learner's own form for the border, filled in as far as it is known, to print and sign. */
export const routes: LearnerRoute[] = [
  {
    method: "GET",
    access: "learner",
    path: paths.placeExit(":lang", ":scheme"),
    answer: async (visit) => {
      const words = await portalWords(visit);
      const settings = (await schemeOf(visit))?.settings;
      const [journey] = await readJourneys(visit.tx, [visit.tx.actor.applicationId]);
      if (!journey) return nothingHere;
      const rule = await readRule(visit.tx, journey.sendingCountry, journey.applicationId);
      const back = paths.placeResult(visit.locale, visit.params.scheme ?? "");
      return page(
        sheetPage({
          words,
          title: words.t("place-result.exit-title"),
          surface: "portal",
          back: backLink({ words, href: back }),
          say: words.t("place-result.exit-needed"),
          sheets: [
            exitForm({
              // English travels: police on the way read it where they do not read the first.
              languages: [
                readerWords(settings, "papers", visit.locale),
                readerWords(settings, "papers", "en"),
              ],
              journey,
              signers: rule.exitSigners,
              certified: rule.exitCertified,
            }),
          ],
        }),
      );
    },
  },
];
