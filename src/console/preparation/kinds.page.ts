import type { Words } from "../../platform/i18n/index.ts";
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
import {
  changeKinds,
  type KindsEffect,
  type LineKinds,
  previewKinds,
  readLineKinds,
  readLines,
} from "../../stages/preparation/change-kinds.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import {
  breadcrumbs,
  button,
  buttonGroup,
  form,
  type Html,
  html,
  insetText,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { kindTable, labelsOf, newKindPart, typedKinds, typedNew } from "./kind-form.ts";
import { preparationPaths } from "./preparation-paths.ts";
import { sectionLinks } from "./section-links.ts";

/** The lines with how much each asks for. */
async function lines(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const title = t("tasks.kinds-title");
  return consoleShell(visit, {
    title,
    section: "mobilities",
    body: html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("tasks.kinds-lead")}</p>
${sectionLinks(visit, words, "kinds")}
<ul class="govuk-list govuk-list--spaced">${(await readLines(visit.tx)).map(
      ({ line, kinds }) =>
        html`<li><a class="govuk-link" href="${preparationPaths.lineKinds(slug, line.id)}">${words.local(line.name)}</a> <span class="govuk-hint">${t("tasks.kinds-count", { count: kinds.filter(({ isOn }) => isOn).length })}</span></li>`,
    )}</ul>`,
  });
}

type More = { readonly problems?: readonly Problem[]; readonly effect?: KindsEffect };

/** Everything that one line asks for in one form; what it would change is said before it is saved. */
function show(visit: StaffVisit, of: LineKinds, { problems = [], effect }: More = {}): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const labels = labelsOf(words, of);
  const shown = { words, problems };
  const own = typedNew(visit.form, visit.locale);
  const name = words.local(of.line.name);
  const title = t("tasks.kinds-of", { line: name });
  return consoleShell(visit, {
    title,
    section: "mobilities",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [{ text: t("tasks.kinds-title"), href: preparationPaths.kinds(slug) }, { text: name }],
    }),
    body: html`${problemSummary(words, problems, {}, labels)}${
      visit.query.has("saved") &&
      notificationBanner({ words, type: "success", text: t("settings.saved") })
    }<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("tasks.kinds-explained")}</p>
${form(
  { action: preparationPaths.lineKinds(slug, of.line.id), key: newId() },
  effect ? effectPart(words, effect) : null,
  kindTable(shown, of, typedKinds(visit.form, of), labels),
  own ? newKindPart(shown, own, labels) : null,
  buttonGroup(
    button({
      text: t("tasks.kinds-preview"),
      kind: "secondary",
      name: "act",
      value: "preview",
    }),
  ),
)}`,
  });
}

/** What saving does to lists that are there, with the button that does it. */
const effectPart = (words: Words, effect: KindsEffect): Html =>
  html`${insetText({
    text: html`<p class="govuk-body" id="effect"><strong>${words.t("tasks.kinds-effect", { ...effect })}</strong></p><p class="govuk-body">${words.t("tasks.kinds-nothing-lost", { count: effect.kept })}</p>${button(
      {
        text: words.t("site.save"),
        name: "act",
        value: "save",
        preventDoubleClick: true,
      },
    )}`,
  })}`;

async function change(visit: StaffVisit): Promise<Answer> {
  const { tx, form: sent } = visit;
  const of = await readLineKinds(tx, visit.params.lineId ?? "");
  if (!of) return nothingHere;
  const typed = typedKinds(sent, of);
  const own = typedNew(sent, visit.locale);
  if (sent.text("act") !== "save") {
    const seen = await previewKinds(tx, of.line.id, typed, own);
    return seen.ok
      ? page(show(visit, of, { effect: seen.value }))
      : refusedPage(show(visit, of, { problems: seen.problems }));
  }
  const done = await changeKinds(tx, of.line.id, typed, own);
  return done.ok
    ? redirect(`${preparationPaths.lineKinds(tx.actor.scheme.slug, of.line.id)}?saved`)
    : refusedPage(show(visit, of, { problems: done.problems }));
}

const shared = { access: "staff", allow: can.changeKinds } as const;

export const routes: Route[] = [
  {
    ...shared,
    method: "GET",
    path: preparationPaths.kinds(":scheme"),
    answer: async (visit: StaffVisit) => page(await lines(visit)),
  },
  {
    ...shared,
    method: "GET",
    path: preparationPaths.lineKinds(":scheme", ":lineId"),
    answer: async (visit: StaffVisit) => {
      const of = await readLineKinds(visit.tx, visit.params.lineId ?? "");
      return of ? page(show(visit, of)) : nothingHere;
    },
  },
  {
    ...shared,
    method: "POST",
    path: preparationPaths.lineKinds(":scheme", ":lineId"),
    answer: change,
  },
];
