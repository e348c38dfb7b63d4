import { ownPath, SESSION_SECONDS, type SignIn } from "../../platform/sign-in/index.ts";
import { nothingHere, page, redirect } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { SESSION_COOKIE } from "../../platform/web/server.ts";
import { button, form, html } from "../../ui/index.ts";
import { paths, startOf } from "../paths.ts";
import { signInFrame } from "../sign-in/frame.ts";
import type { Demo } from "./demo.ts";
import { learnerTable, seatName } from "./demo-bar.ts";

/**
 * Seats of invented people, for whoever sits at this machine. Three locks, because these routes
 * open a session without a letter: they exist only in the demo, answer only a browser on this
 * machine that calls it by a local name, and only for schemes whose people are all invented.
 */
export function demoPages(demo: Demo, signIn: SignIn): Route[] {
  const schemeOf = (visit: PublicVisit) =>
    visit.site.demo && visit.local ? demo.scheme(visit.params.scheme ?? "") : null;
  return [
    {
      method: "GET",
      path: paths.demo(":scheme", ":role"),
      access: "public",
      answer: async (visit) => {
        const scheme = await schemeOf(visit);
        if (!scheme) return nothingHere;
        const { words, params, locale } = visit;
        if (params.role === "learner") {
          const title = words.t("demo.learner-title");
          return page(
            signInFrame(visit, {
              title,
              body: html`<h1 class="govuk-heading-l">${title}</h1>${
                scheme.learners.length === 0
                  ? html`<p class="govuk-body">${words.t("demo.none")}</p>`
                  : html`<p class="govuk-body">${words.t("demo.learner-body")}</p>
${learnerTable(words, scheme.learners)}
${button({ text: words.t("demo.enter-code"), href: `/${locale}/${scheme.slug}/place` })}`
              }`,
            }),
          );
        }
        const seat = scheme.seats.find((one) => one.role === params.role);
        if (!seat) return nothingHere;
        const title = seatName(words, seat);
        return page(
          signInFrame(visit, {
            title,
            body: html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${words.t("demo.body", { name: seat.name })}</p>
${form(
  { action: paths.demo(scheme.slug, seat.role) },
  button({ text: words.t("demo.continue-as", { name: seat.name }), preventDoubleClick: true }),
)}`,
          }),
        );
      },
    },
    {
      method: "POST",
      path: paths.demo(":scheme", ":role"),
      access: "public",
      repeatable: true,
      answer: async (visit) => {
        const scheme = await schemeOf(visit);
        const seat = scheme?.seats.find((one) => one.role === visit.params.role);
        if (!scheme || !seat) return nothingHere;
        // The seat left behind is free again; its session need not live on in this browser.
        await signIn.endSession(visit.session);
        const session = await signIn.openSession(seat.userId);
        return redirect(
          (seat.role === "assessor" || seat.role === "school-officer"
            ? null
            : sharedPage(scheme.slug, visit.form.text("to"))) ?? startOf(scheme.slug, [seat.role]),
          {
            [SESSION_COOKIE]: { value: session, seconds: SESSION_SECONDS },
          },
        );
      },
    },
  ];
}

/** Two people look at one run and sign it: changing seats there leads back to the same page. */
function sharedPage(slug: string, to: string): string | null {
  const path = ownPath(to);
  return path.startsWith(`${paths.home(slug)}/`) && /\/(calls|runs)\//.test(path) ? path : null;
}
