import type { MessageKey } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  countedRefusal,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicRoute, PublicVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import {
  askToSubscribe,
  confirmSubscription,
  leaveNewsletter,
  openConfirmation,
  opensLeaving,
} from "../../stages/stories/subscribe.ts";
import { button, form, type Html, html, input, panel, problemSummary } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

const slugOf = (visit: PublicVisit) => visit.params.scheme ?? "";

async function subscribePage(visit: PublicVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const title = t("news.subscribe-title");
  return portalShell(visit, {
    title,
    about: t("news.subscribe-lead"),
    error: problems.length > 0,
    body: html`${problemSummary(words, problems, {}, { email: t("news.email") })}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("news.subscribe-lead")}</p>
${form(
  { action: paths.newsletter(visit.locale, slugOf(visit)), key: newId() },
  input({
    words,
    problems,
    name: "email",
    type: "email",
    label: { text: t("news.email"), classes: "govuk-label--m" },
    hint: t("news.email-hint"),
    value: visit.form.text("email"),
    autocomplete: "email",
    inputmode: "email",
    spellcheck: false,
  }),
  button({ text: t("news.subscribe"), preventDoubleClick: true }),
)}`,
  });
}

/** The same whoever asked, and whether the address is on the list or not. */
async function askedPage(visit: PublicVisit): Promise<Html> {
  const words = await portalWords(visit);
  const title = words.t("news.asked-title");
  return portalShell(visit, {
    title,
    hideFromSearch: true,
    body: html`${panel({ title })}<p class="govuk-body">${words.t("news.asked")}</p>`,
  });
}

/** One sentence, and where it makes sense one button: a letter's link, opened, does nothing by itself. */
async function step(
  visit: PublicVisit,
  say: { readonly title: MessageKey; readonly text: MessageKey; readonly button?: MessageKey },
): Promise<Html> {
  const words = await portalWords(visit);
  const title = words.t(say.title);
  return portalShell(visit, {
    title,
    hideFromSearch: true,
    body: html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${words.t(say.text)}</p>${
      say.button && form({ action: visit.path }, button({ text: words.t(say.button) }))
    }`,
  });
}

const secretOf = (visit: PublicVisit) => visit.params.secret ?? "";

async function ask(visit: PublicVisit): Promise<Answer> {
  const { form: sent, client, locale, site } = visit;
  const asked = await askToSubscribe(visit.tx, {
    email: sent.text("email"),
    locale,
    client,
    publicUrl: site.publicUrl,
  });
  if (asked.ok) return redirect(`${paths.newsletter(locale, slugOf(visit))}?asked`);
  const refused = await subscribePage(visit, asked.problems);
  return asked.problems.some(({ code }) => code === "newsletter-too-often")
    ? countedRefusal(429, refused)
    : refusedPage(refused);
}

async function confirmation(visit: PublicVisit): Promise<Answer> {
  const found = await openConfirmation(visit.tx, secretOf(visit));
  const over = { title: "news.confirm-over-title", text: "news.confirm-over" } as const;
  if (!found) return { ok: false, status: 404, html: await step(visit, over), problems: [] };
  return page(
    await step(
      visit,
      found.confirmedAt
        ? { title: "news.confirmed-title", text: "news.confirmed" }
        : { title: "news.confirm-title", text: "news.confirm", button: "news.confirm-yes" },
    ),
  );
}

async function leaving(visit: PublicVisit): Promise<Answer> {
  return page(
    await step(
      visit,
      (await opensLeaving(visit.tx, secretOf(visit)))
        ? { title: "news.leave-title", text: "news.leave", button: "news.leave-yes" }
        : { title: "news.left-title", text: "news.left" },
    ),
  );
}

const at = (method: "GET" | "POST", path: string, answer: PublicRoute["answer"]): PublicRoute => ({
  method,
  path,
  access: "public",
  answer: async (visit) =>
    (await schemeOf(visit))?.kind === "running" ? answer(visit) : nothingHere,
});

export const routes: PublicRoute[] = [
  at("GET", paths.newsletter(":lang", ":scheme"), async (visit) =>
    page(await (visit.query.has("asked") ? askedPage(visit) : subscribePage(visit))),
  ),
  at("POST", paths.newsletter(":lang", ":scheme"), ask),
  at("GET", paths.newsletterConfirm(":lang", ":scheme", ":secret"), confirmation),
  {
    ...at("POST", paths.newsletterConfirm(":lang", ":scheme", ":secret"), async (visit) => {
      if (!(await confirmSubscription(visit.tx, secretOf(visit)))) return confirmation(visit);
      return redirect(visit.path);
    }),
    // Saying yes twice is saying yes once.
    repeatable: true,
  },
  at("GET", paths.newsletterLeave(":lang", ":scheme", ":secret"), leaving),
  {
    ...at("POST", paths.newsletterLeave(":lang", ":scheme", ":secret"), async (visit) => {
      await leaveNewsletter(visit.tx, secretOf(visit));
      // A mail program follows no redirect (RFC 8058, 3.1); a browser's address stays one to open.
      return visit.form.has("List-Unsubscribe") ? leaving(visit) : redirect(visit.path);
    }),
    // Whoever is off the list is off the list; a mail program sends it without any key of ours.
    repeatable: true,
    fromAnywhere: true,
  },
];
