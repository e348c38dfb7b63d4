import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/consents/consent.policy.ts";
import type { ExitAction } from "../../stages/consents/consent.ts";
import { moveExit } from "../../stages/consents/exit-authorisation.ts";
import { readLearnerConsents } from "../../stages/consents/read-consents.ts";
import { readJourneys } from "../../stages/consents/read-journey.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import { exitForm } from "../../ui/guardian/index.ts";
import { backLink, html, problemSummary } from "../../ui/index.ts";
import { sheetPage } from "../../ui/layout/sheet-page.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { sectionOf } from "./section.ts";
import { languageOf } from "./sending-language.ts";

const ACTIONS: readonly ExitAction[] = ["print", "see", "reopen"];
const idOf = (visit: StaffVisit) => visit.params.applicationId ?? "";

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.handlePapers,
    path: paths.exitAuthorisation(":scheme", ":applicationId"),
    answer: async (visit) => {
      const words = wordsOf(visit);
      const known = await readLearnerConsents(visit.tx, idOf(visit));
      const [journey] = known ? await readJourneys(visit.tx, [idOf(visit)]) : [];
      if (!known || !journey) return nothingHere;
      const { subject, rule } = known;
      const { settings } = visit.tx.actor.scheme;
      const own = languageOf(subject.sendingCountry, subject.locale);
      const back = paths.consents(visit.tx.actor.scheme.slug, subject.applicationId);
      return page(
        sheetPage({
          words,
          title: words.t("consents.exit-title"),
          surface: "console",
          back: backLink({ words, href: `${back}#border` }),
          say: words.t("consents.exit-lead"),
          sheets: [
            exitForm({
              languages: [
                readerWords(settings, "papers", own),
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
  {
    method: "POST",
    access: "staff",
    allow: can.handlePapers,
    path: paths.exitAuthorisation(":scheme", ":applicationId"),
    answer: async (visit) => {
      const act = ACTIONS.find((known) => known === visit.form.text("act"));
      if (!act) return nothingHere;
      const back = paths.consents(visit.tx.actor.scheme.slug, idOf(visit));
      const done = await moveExit(visit.tx, idOf(visit), act);
      if (done.ok) return redirect(`${back}#border`);
      if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
      const words = wordsOf(visit);
      const title = words.t("consents.exit-title");
      return refusedPage(
        consoleShell(visit, {
          title,
          section: sectionOf(visit),
          error: true,
          body: html`${problemSummary(words, done.problems)}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body"><a class="govuk-link" href="${back}">${words.t("site.back")}</a></p>`,
        }),
      );
    },
  },
];
