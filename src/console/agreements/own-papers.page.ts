import { newId } from "../../platform/random.ts";
import { file, nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { WORD_TYPE } from "../../platform/word/parts-of.ts";
import type { Problem } from "../../shared/result.ts";
import { can as canAgree } from "../../stages/agreements/agreement.policy.ts";
import {
  beginOwnPaper,
  fillOwnPaper,
  type OwnPaperChoice,
  readOwnPapers,
} from "../../stages/agreements/own-paper.ts";
import { can } from "../../stages/agreements/own-template.policy.ts";
import type { OwnTemplate } from "../../stages/agreements/own-template.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  insetText,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { ownPaths } from "./own-paths.ts";
import { kindWords, languageName } from "./own-words.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: ownPaths.stay(":scheme", ":mobilityId"),
    access: "staff",
    allow: can.see,
    answer: async (visit) => {
      const shown = await show(visit, []);
      return shown ? page(shown) : nothingHere;
    },
  },
  {
    method: "POST",
    path: ownPaths.stay(":scheme", ":mobilityId"),
    access: "staff",
    allow: can.make,
    answer: async (visit) => {
      const { form: sent, tx, params } = visit;
      const mobilityId = params.mobilityId ?? "";
      const begun = await beginOwnPaper(tx, {
        mobilityId,
        kind: sent.text("kind"),
        newest: sent.text("newest") === "yes",
      });
      if (begun.ok) return redirect(`${ownPaths.stay(tx.actor.scheme.slug, mobilityId)}?begun`);
      if (begun.problems.some(({ code }) => code === "not-found")) return nothingHere;
      const shown = await show(visit, begun.problems);
      return shown ? refusedPage(shown) : nothingHere;
    },
  },
  {
    method: "GET",
    path: ownPaths.paper(":scheme", ":ownPaperId"),
    access: "staff",
    allow: can.see,
    answer: async (visit) => {
      const filled = await fillOwnPaper(visit.tx, visit.params.ownPaperId ?? "");
      if (!filled.ok) return nothingHere;
      return file({ name: filled.value.name, type: WORD_TYPE, body: filled.value.bytes });
    },
  },
];

async function show(visit: StaffVisit, problems: readonly Problem[]): Promise<Html | undefined> {
  const words = wordsOf(visit);
  const { t } = words;
  const { tx } = visit;
  const { slug, settings } = tx.actor.scheme;
  const found = await readOwnPapers(tx, visit.params.mobilityId ?? "");
  if (!found) return undefined;
  const { stay, papers } = found;
  const makes = canAgree.workOn(tx.actor, stay.sendingCountry);
  const name = `${stay.givenNames} ${stay.familyName}`;
  const title = t("own-templates.stay-title", { name });
  // What no file suits is said once for all kinds, with the way to where files are added.
  const suits = ({ paper, newer }: OwnPaperChoice) => paper !== null || newer !== null;
  const suiting = papers.filter(suits);
  const lacking = papers.filter((one) => !suits(one));
  return consoleShell(visit, {
    title,
    section: "mobilities",
    error: problems.length > 0,
    before: backLink({ words, href: paths.mobility(slug, stay.mobilityId) }),
    body: html`${problemSummary(words, problems)}${
      visit.query.has("begun") &&
      notificationBanner({ words, type: "success", text: t("own-templates.stay-begun") })
    }<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("own-templates.stay-lead")}</p>
${suiting.map((one) => paperPart(visit, one, { makes, own: settings.ownPapers?.includes(one.kind) ?? false, mobilityId: stay.mobilityId }))}
${
  lacking.length > 0 &&
  insetText({
    text: html`<p class="govuk-body">${t("own-templates.none-suits-kinds", { kinds: words.list(lacking.map(({ kind }) => kindWords(words, kind))) })}</p><p class="govuk-body"><a class="govuk-link" href="${ownPaths.list(slug)}">${t("own-templates.title")}</a></p>`,
  })
}`,
  });
}

function paperPart(
  visit: StaffVisit,
  one: OwnPaperChoice,
  from: { readonly makes: boolean; readonly own: boolean; readonly mobilityId: string },
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const version = (template: OwnTemplate) => ({
    version: template.version,
    year: String(template.year),
    language: languageName(template.language),
  });
  const kind = kindWords(words, one.kind);
  const begin = (text: string, newest: boolean) =>
    form(
      { action: ownPaths.stay(slug, from.mobilityId), key: newId() },
      hidden("kind", one.kind),
      newest ? hidden("newest", "yes") : null,
      button({ text, kind: "secondary", preventDoubleClick: true }),
    );
  return html`<section><h2 class="govuk-heading-m">${kind}</h2>
<p class="govuk-body">${t(from.own ? "own-templates.goes-out-own" : "own-templates.goes-out-ours")}</p>
${
  one.paper &&
  one.template &&
  html`<p class="govuk-body">${t("own-templates.made-with", version(one.template))}</p>
<p class="govuk-body"><a class="govuk-link" href="${ownPaths.paper(slug, one.paper.id)}" download>${t("own-templates.stay-download", { kind })}</a></p>`
}
${
  one.newer &&
  html`${one.paper && html`<p class="govuk-body">${t("own-templates.other-version", version(one.newer))}</p>`}${
    from.makes &&
    begin(
      one.paper ? t("own-templates.use-other", { kind }) : t("own-templates.stay-make", { kind }),
      one.paper !== null,
    )
  }`
}</section>`;
}
