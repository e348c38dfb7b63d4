import { isOffice } from "../../platform/db/actor.ts";
import { isLocale, type MessageKey, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { readLinksOf } from "../../stages/consents/guardian-link.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import { listToTell, type ToTell, tellByHand } from "../../stages/preparation/tell-by-hand.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import {
  button,
  form,
  type Html,
  hidden,
  html,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { schoolPaths } from "../school/school-paths.ts";
import { copyText } from "../school/texts.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { preparationPaths } from "./preparation-paths.ts";
import { sectionLinks } from "./section-links.ts";
import { taskName } from "./task-words.ts";

/** More texts than these nobody copies in one go; those who leave soonest come first. */
const SHOWN = 20;

type Links = Awaited<ReturnType<typeof readLinksOf>>;

/** What somebody reads on a telephone: neither a task nor another's name, and where to look. */
function textFor(visit: StaffVisit, { stay, who, tasks }: ToTell, links: Links): string | null {
  const { settings, slug } = visit.tx.actor.scheme;
  const whole = (path: string) => new URL(path, visit.site.publicUrl).toString();
  const count = tasks.length;
  if (who === "learner") {
    const locale = stay.locale && isLocale(stay.locale) ? stay.locale : visit.locale;
    const text = readerWords(settings, "public", locale);
    return text.t("tasks.tell-learner", {
      count,
      url: whole(schoolPaths.publicPlace(locale, slug)),
    });
  }
  const link = links.get(stay.applicationId ?? "");
  if (!link) return null;
  const locale = isLocale(link.locale) ? link.locale : visit.locale;
  const text = readerWords(settings, "public", locale);
  const url = whole(paths.guardian(locale, slug, link.secret));
  return text.t("tasks.tell-guardian", { count, name: stay.givenNames, url });
}

function one(visit: StaffVisit, words: Words, told: ToTell, links: Links): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { stay, who, tasks } = told;
  const text = textFor(visit, told, links);
  const name = `${stay.givenNames} ${stay.familyName}`;
  const whom = t(`tasks.who-${who}` as MessageKey);
  return html`<section class="app-card"><h2 class="govuk-heading-s">${name} · ${whom}</h2>
<p class="govuk-body">${stay.city}, ${words.days(stay.starts, stay.ends)}${stay.phone && html` · <span class="app-nowrap">${stay.phone}</span>`}</p>
<ul class="govuk-list govuk-list--bullet">${tasks.map((task) => html`<li>${taskName(words, task)}, ${words.shortDay(task.due)}</li>`)}</ul>
${
  text === null
    ? html`<p class="govuk-body">${t("tasks.tell-no-link")}${stay.applicationId && html` <a class="govuk-link" href="${paths.consents(slug, stay.applicationId)}">${t("tasks.tell-make-link")}</a>`}</p>`
    : copyText(words, {
        id: `text-${stay.id}-${who}`,
        label: t("school.text-label"),
        text,
      })
}
${form(
  { action: preparationPaths.tell(slug), key: newId() },
  hidden("stay", stay.id),
  hidden("who", who),
  button({
    text: html`${t("tasks.told")}<span class="govuk-visually-hidden"> (${name}, ${whom})</span>`,
    kind: "secondary",
    preventDoubleClick: true,
  }),
)}</section>`;
}

/** Whom nothing reaches that this program sends: a text to copy, and a button for "told". */
async function show(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const office = isOffice(visit.tx.actor);
  const list = await listToTell(visit.tx, { hasGateway: visit.site.sms ?? false });
  const title = t("tasks.tell-title");
  const shown = list.slice(0, SHOWN);
  const children = shown.filter(({ who }) => who === "guardian");
  const links = await readLinksOf(
    visit.tx,
    children.flatMap(({ stay }) => stay.applicationId ?? []),
  );
  return consoleShell(visit, {
    title,
    section: office ? "mobilities" : "school-preparation",
    error: problems.length > 0,
    body: html`${problemSummary(words, problems)}${
      visit.query.has("done") &&
      notificationBanner({ words, type: "success", text: t("tasks.tell-done") })
    }<h1 class="govuk-heading-l">${title}</h1>${office && sectionLinks(visit, words, "tell")}
<p class="govuk-body">${t("tasks.tell-lead")}</p>
${list.length === 0 ? html`<p class="govuk-body">${t("tasks.tell-none")}</p>` : shown.map((told) => one(visit, words, told, links))}
${list.length > SHOWN && html`<p class="govuk-body">${t("tasks.tell-more", { count: list.length - SHOWN })}</p>`}`,
  });
}

async function told(visit: StaffVisit): Promise<Answer> {
  const { tx, form: sent } = visit;
  const hasGateway = visit.site.sms ?? false;
  const done = await tellByHand(tx, sent.text("stay"), sent.text("who"), hasGateway);
  if (done.ok) return redirect(`${preparationPaths.tell(tx.actor.scheme.slug)}?done`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, done.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: (actor) => can.tell(actor),
    path: preparationPaths.tell(":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
  {
    method: "POST",
    access: "staff",
    allow: (actor) => can.tell(actor),
    path: preparationPaths.tell(":scheme"),
    answer: told,
  },
];
