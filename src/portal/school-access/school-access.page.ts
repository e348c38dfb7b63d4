import { newId } from "../../platform/random.ts";
import { withinAllowance } from "../../platform/sign-in/index.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
  tooManyTries,
} from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { askForSchool, listCountriesToAsk } from "../../stages/schools/ask-for-school.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  input,
  panel,
  problemSummary,
  select,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";

const slugOf = (visit: PublicVisit) => visit.params.scheme ?? "";

const MINUTES = 60;
/** A staff room shares one address of the network. */
const A_CLIENT = { minutes: MINUTES, most: 10 };

const TEXTS = ["schoolName", "city", "landline", "personName", "email"] as const;
const FIELDS = ["country", ...TEXTS] as const;
const AUTOCOMPLETE = { landline: "off", personName: "name", email: "email" } as const;
const HINTED: ReadonlySet<string> = new Set(["landline", "email"]);

async function show(visit: PublicVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const typed = (name: string) => visit.form.text(name);
  const countries = await listCountriesToAsk(visit.tx);
  const title = t("school.access-title");
  const labels = Object.fromEntries(FIELDS.map((field) => [field, t(`school.access-${field}`)]));
  return portalShell(visit, {
    title,
    error: problems.length > 0,
    before: backLink({ words, href: paths.forSchools(visit.locale, slugOf(visit)) }),
    body: html`${problemSummary(words, problems, {}, labels)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("school.access-lead")}</p>
${form(
  { action: paths.schoolAccess(visit.locale, slugOf(visit)), key: newId(), keep: "school-access" },
  select({
    words,
    name: "country",
    label: t("school.access-country"),
    value: typed("country"),
    problems,
    items: [
      { value: "", text: t("site.choose") },
      ...countries
        .map((code) => ({ value: code, text: words.country(code) }))
        .sort((a, b) => words.compare(a.text, b.text)),
    ],
  }),
  ...TEXTS.map((name) =>
    input({
      words,
      name,
      label: t(`school.access-${name}`),
      ...(HINTED.has(name) ? { hint: t(`school.access-${name}-hint`) } : {}),
      type: name === "email" ? "email" : name === "landline" ? "tel" : "text",
      autocomplete: AUTOCOMPLETE[name as keyof typeof AUTOCOMPLETE],
      spellcheck: name === "personName" || name === "email" ? false : undefined,
      value: typed(name),
      problems,
    }),
  ),
  button({ text: t("school.access-send"), preventDoubleClick: true }),
)}`,
  });
}

async function ask(visit: PublicVisit): Promise<Answer> {
  const { form: sent, tx, locale } = visit;
  const [country, schoolName, city, landline, personName, email] = FIELDS.map((field) =>
    sent.text(field),
  ) as [string, string, string, string, string, string];
  const done = await askForSchool(tx, {
    country,
    schoolName,
    city,
    landline,
    personName,
    email,
    locale,
  });
  if (!done.ok) return refusedPage(await show(visit, done.problems));
  // Counted only for what would be kept, so that slips of the finger cost nobody a try.
  if (!(await withinAllowance(tx, `school:${visit.client}`, A_CLIENT))) {
    const problem = { code: "too-many-tries", params: { minutes: MINUTES }, field: "email" };
    return tooManyTries(await show(visit, [problem]));
  }
  return redirect(paths.schoolAccessSent(locale, slugOf(visit)));
}

async function sentPage(visit: PublicVisit): Promise<Html> {
  const { t } = await portalWords(visit);
  const title = t("school.access-sent-title");
  return portalShell(visit, {
    title,
    hideFromSearch: true,
    body: html`${panel({ title })}<p class="govuk-body">${t("school.access-sent-body")}</p>`,
  });
}

/** Only where learners are sent from now; a finished programme takes no schools. */
const running =
  (answer: (visit: PublicVisit) => Promise<Answer>) =>
  async (visit: PublicVisit): Promise<Answer> =>
    (await readScheme(visit.tx))?.kind === "running" ? answer(visit) : nothingHere;

/** A teacher asks to work for a school; nobody is let in before somebody has called the school. */
export const routes: Route[] = [
  {
    method: "GET",
    path: paths.schoolAccess(":lang", ":scheme"),
    access: "public",
    answer: running(async (visit) => page(await show(visit))),
  },
  {
    method: "POST",
    path: paths.schoolAccess(":lang", ":scheme"),
    access: "public",
    answer: running(ask),
  },
  {
    method: "GET",
    path: paths.schoolAccessSent(":lang", ":scheme"),
    access: "public",
    answer: running(async (visit) => page(await sentPage(visit))),
  },
];
