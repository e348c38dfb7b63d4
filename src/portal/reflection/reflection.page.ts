import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { readOwnCertificate } from "../../stages/recognition/read-certificates.ts";
import { PROMPTS } from "../../stages/recognition/reflection.ts";
import {
  type AskedReflection,
  readAsked,
  sendReflection,
} from "../../stages/recognition/send-reflection.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { type Html, html, lines } from "../../ui/html.ts";
import {
  button,
  checkboxes,
  form,
  insetText,
  panel,
  problemSummary,
  summaryList,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { contactLine } from "../place/contact.ts";
import { portalShell, portalWords } from "../shell.ts";

const secretOf = (visit: PublicVisit) => visit.params.secret ?? "";

/** Three questions to whoever is home; opening the link of the letter changes nothing. */
async function show(
  visit: PublicVisit,
  asked: AskedReflection,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const scheme = await readScheme(visit.tx);
  const { reflection, lived } = asked;
  const isSent = reflection.sentAt !== null && problems.length === 0;
  const title = t(isSent ? "recognition.sent-title" : "recognition.page-title");
  const own = await readOwnCertificate(visit.tx, secretOf(visit));
  const labels = Object.fromEntries(PROMPTS.map((one) => [one, t(`recognition.${one}`)]));
  const body = html`${problemSummary(words, problems, {}, labels)}${
    isSent
      ? panel({
          title,
          text: t(reflection.state === "offered" ? "recognition.offered" : "recognition.sent"),
        })
      : html`<h1 class="govuk-heading-l">${title}</h1>`
  }
${insetText({
  text: html`${words.local(lived.line)}<br>${lived.city}, ${words.country(lived.country)}, ${words.days(day(lived.starts), day(lived.ends))}`,
})}
${own && html`<p class="govuk-body"><a class="govuk-link" href="${paths.reflectionCertificate(visit.locale, visit.params.scheme ?? "", secretOf(visit))}">${t("recognition.own-certificate")} (PDF)</a></p>`}
${reflection.state === "offered" ? written(words, asked) : questions(visit, words, asked, problems)}
<h2 class="govuk-heading-m">${t("apply.head-questions")}</h2>${contactLine(words, scheme?.settings.contact, "adult")}`;
  return portalShell(visit, { title, body, error: problems.length > 0, hideFromSearch: true });
}

const written = (words: Words, { reflection }: AskedReflection): Html =>
  summaryList({
    rows: PROMPTS.map((prompt) => ({
      key: words.t(`recognition.${prompt}`),
      value: html`<span lang="">${lines(reflection[prompt] ?? "")}</span>`,
    })),
  });

function questions(
  visit: PublicVisit,
  words: Words,
  { reflection }: AskedReflection,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const again = problems.length > 0;
  const isShared = again ? visit.form.has("share") : reflection.share;
  return html`${reflection.sentAt === null && html`<p class="govuk-body">${t("recognition.page-lead")}</p>`}${form(
    { action: visit.path, key: newId() },
    ...PROMPTS.map((prompt) =>
      textarea({
        words,
        name: prompt,
        label: { text: t(`recognition.${prompt}`), classes: "govuk-label--m" },
        hint: t("recognition.hint"),
        rows: 5,
        value: again ? visit.form.text(prompt) : (reflection[prompt] ?? ""),
        problems,
      }),
    ),
    checkboxes({
      words,
      name: "share",
      legend: { text: t("recognition.share"), classes: "govuk-fieldset__legend--m" },
      values: isShared ? ["yes"] : [],
      items: [{ value: "yes", text: t("recognition.share-label") }],
      problems,
    }),
    button({
      text: t(reflection.sentAt === null ? "recognition.send" : "recognition.send-again"),
      preventDoubleClick: true,
    }),
  )}`;
}

async function ask(visit: PublicVisit): Promise<Answer> {
  const asked = await readAsked(visit.tx, secretOf(visit));
  return asked ? page(await show(visit, asked)) : nothingHere;
}

async function give(visit: PublicVisit): Promise<Answer> {
  const { form: sent } = visit;
  const done = await sendReflection(visit.tx, secretOf(visit), {
    seen: sent.text("seen"),
    changes: sent.text("changes"),
    advice: sent.text("advice"),
    share: sent.has("share"),
    locale: visit.locale,
  });
  if (done.ok) return redirect(visit.path);
  const asked = await readAsked(visit.tx, secretOf(visit));
  return asked ? refusedPage(await show(visit, asked, done.problems)) : nothingHere;
}

// One address for reading and answering: it holds a secret, which nothing writes down.
const path = paths.reflection(":lang", ":scheme", ":secret");

export const routes: Route[] = [
  { method: "GET", access: "public", path, answer: ask },
  { method: "POST", access: "public", path, answer: give },
  {
    method: "GET",
    access: "public",
    path: paths.reflectionCertificate(":lang", ":scheme", ":secret"),
    answer: async (visit) => {
      const kept = await readOwnCertificate(visit.tx, secretOf(visit));
      if (!kept) return nothingHere;
      return file({ name: kept.name, type: "application/pdf", body: kept.bytes });
    },
  },
];
