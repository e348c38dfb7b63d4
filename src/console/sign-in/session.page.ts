import { isLocale, type MessageKey } from "../../platform/i18n/index.ts";
import { ownPath, rolesOfSession, type SignIn } from "../../platform/sign-in/index.ts";
import { nothingHere, page, redirect } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import { LOCALE_COOKIE, SESSION_COOKIE } from "../../platform/web/server.ts";
import { html } from "../../ui/index.ts";
import { paths, startOf } from "../paths.ts";
import { signInFrame } from "./frame.ts";

const A_YEAR = 365 * 24 * 60 * 60;

export const sessionPages = (signIn: SignIn): Route[] => [
  {
    method: "POST",
    path: paths.signOut(),
    access: "public",
    repeatable: true,
    answer: async ({ session }) => {
      await signIn.endSession(session);
      return redirect(`${paths.signIn()}?signed-out=1`, { [SESSION_COOKIE]: { value: null } });
    },
  },
  {
    // Where a sign-in leads that came from nowhere: the one scheme, or a choice of several.
    method: "GET",
    path: paths.choose(),
    access: "public",
    answer: async (visit) => {
      const { words } = visit;
      const roles = await rolesOfSession(visit.tx, visit.session);
      const [first] = roles;
      if (!first) return redirect(paths.signIn());
      const schemes = [...new Map(roles.map((role) => [role.slug, role.name]))];
      if (schemes.length === 1)
        return redirect(
          startOf(
            first.slug,
            roles.map((role) => role.role),
          ),
        );
      return page(
        signInFrame(visit, {
          title: words.t("sign-in.choose-title"),
          body: html`<h1 class="govuk-heading-l">${words.t("sign-in.choose-title")}</h1>
<ul class="govuk-list">${schemes.map(([slug, name]) => {
            const kinds = roles.filter((role) => role.slug === slug).map((role) => role.role);
            const held = kinds.map((kind) => words.t(`console.role-${kind}` as MessageKey));
            return html`<li><a class="govuk-link" href="${startOf(slug, kinds)}">${words.local(name)}</a><br>${words.list([...new Set(held)])}</li>`;
          })}</ul>`,
        }),
      );
    },
  },
  {
    method: "POST",
    path: paths.language(),
    access: "public",
    repeatable: true,
    answer: async ({ form }) => {
      const locale = form.text("language");
      if (!isLocale(locale)) return nothingHere;
      return redirect(ownPath(form.text("to")) || paths.choose(), {
        [LOCALE_COOKIE]: { value: locale, seconds: A_YEAR },
      });
    },
  },
];
