import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import {
  type AdultList,
  addListed,
  changeListed,
  endListed,
  type ListedAdult,
  readAdults,
  type TypedListed,
} from "../../stages/preparation/keep-adults.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import {
  breadcrumbs,
  button,
  dateInput,
  details,
  form,
  type Html,
  html,
  notificationBanner,
  problemSummary,
  select,
  table,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { boxesOf, sentBoxes, typedDay, withBoxes } from "../travel/boxes.ts";
import { adultFields, certificateWords } from "./adult-parts.ts";
import { preparationPaths } from "./preparation-paths.ts";
import { sectionLinks } from "./section-links.ts";

const idOf = (visit: StaffVisit): string => visit.params.adultId ?? "";

/** Boxes of the list's form; a country is asked only of who works for several. */
function listedForm(
  visit: StaffVisit,
  { countries }: AdultList,
  adult: ListedAdult | null,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const sent = visit.form;
  return form(
    {
      action: adult ? preparationPaths.adult(slug, adult.id) : preparationPaths.adultList(slug),
      key: newId(),
      classes: "app-text",
    },
    adultFields(visit, words, adult, problems),
    adult
      ? null
      : select({
          words,
          name: "country",
          label: t("stays.country"),
          value: sent.text("country"),
          problems,
          items: [
            ...(countries.length > 1 ? [{ value: "", text: t("site.choose") }] : []),
            ...countries.map((value) => ({ value, text: words.country(value) })),
          ],
        }),
    dateInput({
      words,
      name: "validUntil",
      legend: { text: t("boards.certificate-until"), classes: "govuk-fieldset__legend--s" },
      hint: t("boards.certificate-hint"),
      values: sent.has("name")
        ? sentBoxes(visit, "validUntil")
        : boxesOf(adult?.validUntil ?? null),
      problems,
    }),
    button({ text: t(adult ? "site.save" : "adults.add"), preventDoubleClick: true }),
  );
}

function listTable(visit: StaffVisit, { adults }: AdultList): Html {
  const words = wordsOf(visit);
  const { t } = words;
  if (adults.length === 0) return html`<p class="govuk-body">${t("adults.none")}</p>`;
  const today = wallTimeOf(visit.tx.now).day;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("adults.title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("boards.adult-name"),
      t("boards.adult-phone"),
      t("adults.certificate"),
      t("adults.groups"),
    ],
    rows: adults.map((one) => [
      html`${
        can.keepAdults(visit.tx.actor, one.country)
          ? html`<a class="govuk-link" href="${preparationPaths.adult(visit.tx.actor.scheme.slug, one.id)}">${one.name}</a>`
          : one.name
      }<br><span class="govuk-hint">${[one.organisation, words.country(one.country)].filter(Boolean).join(", ")}</span>`,
      html`${one.phone}${one.email !== "" && html`<br>${one.email}`}`,
      certificateWords(words, one, today, today),
      one.flows.join(", ") || "–",
    ]),
  });
}

async function open(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Answer> {
  const list = await readAdults(visit.tx);
  const adult = list?.adults.find(({ id }) => id === idOf(visit)) ?? null;
  if (!list || (visit.params.adultId && !adult)) return nothingHere;
  if (adult && !can.keepAdults(visit.tx.actor, adult.country)) return nothingHere;
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const title = adult?.name ?? t("adults.title");
  const body = consoleShell(visit, {
    title,
    section: "mobilities",
    error: problems.length > 0,
    ...(adult
      ? {
          before: breadcrumbs({
            words,
            items: [
              { text: t("adults.title"), href: preparationPaths.adultList(slug) },
              { text: adult.name },
            ],
          }),
        }
      : {}),
    body: html`${problemSummary(
      words,
      problems,
      { validUntil: "validUntil-day", birthDate: "birthDate-day" },
      {
        name: t("boards.adult-name"),
        phone: t("boards.adult-phone"),
        organisation: t("adults.organisation"),
        birthDate: t("adults.birth"),
        validUntil: t("boards.certificate-until"),
      },
    )}${
      visit.query.has("done") &&
      notificationBanner({ words, type: "success", text: t("stays.moved") })
    }<h1 class="govuk-heading-l">${title}</h1>
${
  adult
    ? html`${listedForm(visit, list, adult, problems)}${details({
        summary: t("adults.end"),
        text: html`<p class="govuk-body">${t("adults.end-lead")}</p>${form(
          { action: preparationPaths.adultEnd(slug, adult.id), key: newId() },
          button({ text: t("adults.end"), kind: "warning", preventDoubleClick: true }),
        )}`,
      })}`
    : html`<p class="govuk-body">${t("adults.lead")}</p>${sectionLinks(visit, words, "adultList")}${listTable(visit, list)}${
        list.countries.length > 0 &&
        html`<h2 class="govuk-heading-m">${t("adults.new")}</h2>${listedForm(visit, list, null, problems)}`
      }`
}`,
  });
  return problems.length > 0 ? refusedPage(body) : page(body);
}

async function answered(visit: StaffVisit, done: Result<unknown>): Promise<Answer> {
  if (done.ok) return redirect(`${preparationPaths.adultList(visit.tx.actor.scheme.slug)}?done`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return open(visit, done.problems);
}

async function keep(
  visit: StaffVisit,
  save: (typed: TypedListed) => Promise<Result<unknown>>,
): Promise<Answer> {
  const { form: sent } = visit;
  const birthDate = typedDay(sentBoxes(visit, "birthDate"), "birthDate");
  const validUntil = typedDay(sentBoxes(visit, "validUntil"), "validUntil");
  const done = await save({
    name: sent.text("name"),
    organisation: sent.text("organisation"),
    email: sent.text("email"),
    phone: sent.text("phone"),
    birthDate: birthDate.text,
    validUntil: validUntil.text,
  });
  return answered(
    visit,
    done.ok ? done : { ...done, problems: withBoxes(done.problems, [birthDate, validUntil]) },
  );
}

const ONE = [":scheme", ":adultId"] as const;

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.see,
    path: preparationPaths.adultList(":scheme"),
    answer: (visit) => open(visit),
  },
  {
    method: "POST",
    access: "staff",
    allow: can.work,
    path: preparationPaths.adultList(":scheme"),
    answer: (visit) =>
      keep(visit, (typed) => addListed(visit.tx, visit.form.text("country"), typed)),
  },
  {
    method: "GET",
    access: "staff",
    allow: can.work,
    path: preparationPaths.adult(...ONE),
    answer: (visit) => open(visit),
  },
  {
    method: "POST",
    access: "staff",
    allow: can.work,
    path: preparationPaths.adult(...ONE),
    answer: (visit) => keep(visit, (typed) => changeListed(visit.tx, idOf(visit), typed)),
  },
  {
    method: "POST",
    access: "staff",
    allow: can.work,
    path: preparationPaths.adultEnd(...ONE),
    answer: async (visit) => answered(visit, await endListed(visit.tx, idOf(visit))),
  },
];
