import { type MessageKey, type Words, wordsFor } from "../platform/i18n/index.ts";
import { newId } from "../platform/random.ts";
import type { StaffVisit } from "../platform/web/route.ts";
import { type Html, html } from "../ui/html.ts";
import { consolePage } from "../ui/layout/console-page.ts";
import { languageChoice } from "./language-choice.ts";
import { paths } from "./paths.ts";

const SECTIONS = [
  "home",
  "board",
  "applicants",
  "flows",
  "organisations",
  "imports",
  "outbox",
  "settings",
] as const;
export type Section = (typeof SECTIONS)[number];

const HREF: Readonly<Record<Section, (scheme: string) => string>> = {
  home: paths.home,
  board: paths.board,
  applicants: paths.applicants,
  flows: paths.flows,
  organisations: paths.organisations,
  imports: paths.imports,
  outbox: paths.outbox,
  settings: paths.people,
};

/** The words of a console page, with the scheme's own wording of territories. */
export const wordsOf = (visit: StaffVisit): Words =>
  wordsFor(visit.locale, visit.tx.actor.scheme.settings.territory);

/** Every console page: who is signed in, where one can go, what stands above and below. */
export function consoleShell(
  visit: StaffVisit,
  page: {
    readonly title: string;
    readonly section: Section;
    readonly body: Html;
    readonly before?: Html;
    readonly error?: boolean;
    readonly scripts?: readonly string[];
  },
): Html {
  const words = wordsOf(visit);
  const { actor } = visit.tx;
  const { slug, name, settings } = actor.scheme;
  const coordinator = actor.memberships.some((m) => m.role === "coordinator");
  const shown = SECTIONS.filter((s) => coordinator || (s !== "settings" && s !== "outbox"));
  const roles = actor.memberships.map((m) =>
    m.country
      ? words.t("console.role-in-country", {
          role: words.t(`console.role-${m.role}`),
          country: words.country(m.country),
        })
      : words.t(`console.role-${m.role}`),
  );
  return consolePage({
    words,
    title: page.title,
    schemeName: words.local(name),
    home: paths.home(slug),
    help: `/${visit.locale}/help`,
    nav: shown.map((section) => ({
      text: words.t(`console.nav-${section}` as MessageKey),
      href: HREF[section](slug),
      active: section === page.section,
    })),
    user: {
      name: actor.userName,
      role: words.list([...new Set(roles)]),
      signOutAction: paths.signOut(),
      key: newId(),
    },
    demoBar: visit.above,
    before: page.before,
    // A refused form's address may answer to nothing but the form, so one could not come back.
    body: page.error ? page.body : html`${page.body}${languageChoice(visit, visit.path)}`,
    hasProblems: page.error,
    funding: settings.funding ?? null,
    scripts: page.scripts,
  });
}
