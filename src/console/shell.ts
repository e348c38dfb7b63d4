import { hasRole, isOffice, type StaffActor } from "../platform/db/actor.ts";
import type { MessageKey, Words } from "../platform/i18n/index.ts";
import { newId } from "../platform/random.ts";
import type { StaffVisit } from "../platform/web/route.ts";
import { can as imports } from "../stages/imports/import.policy.ts";
import { can as library } from "../stages/library/resource.policy.ts";
import { can as searches } from "../stages/reporting/reporting.policy.ts";
import { readerWords } from "../stages/schemes/reader-words.ts";
import { type Html, html } from "../ui/html.ts";
import { consolePage } from "../ui/layout/console-page.ts";
import { sheetPaths } from "./country-sheets/sheet-paths.ts";
import { eventPaths } from "./events/events-paths.ts";
import { hostingPaths } from "./hosting/hosting-paths.ts";
import { languageChoice } from "./language-choice.ts";
import { libraryPaths } from "./library/library-paths.ts";
import { opportunityPaths } from "./opportunities/opportunity-paths.ts";
import { paths, startOf } from "./paths.ts";
import { schoolPaths } from "./school/school-paths.ts";
import { storyPaths } from "./stories/story-paths.ts";

const coordinator = (actor: StaffActor) => hasRole(actor, "coordinator");
const officer = (actor: StaffActor) => hasRole(actor, "school-officer");

/** What stands in the navigation, in its order: where it leads and who has it. */
const SECTIONS = {
  home: { href: paths.home, who: isOffice },
  board: { href: paths.board, who: isOffice },
  calls: { href: paths.calls, who: isOffice },
  applicants: { href: paths.applicants, who: isOffice },
  selection: { href: paths.selections, who: isOffice },
  flows: { href: paths.flows, who: isOffice },
  mobilities: { href: paths.mobilities, who: isOffice },
  hosting: { href: hostingPaths.board, who: isOffice },
  organisations: { href: paths.organisations, who: isOffice },
  "country-sheets": { href: sheetPaths.all, who: isOffice },
  opportunities: { href: opportunityPaths.all, who: isOffice },
  events: { href: eventPaths.events, who: isOffice },
  messages: { href: paths.messages, who: isOffice },
  library: { href: libraryPaths.library, who: library.seeLibrary },
  stories: { href: storyPaths.list, who: isOffice },
  imports: { href: paths.imports, who: imports.seeImports },
  outbox: { href: paths.outbox, who: coordinator },
  settings: { href: paths.people, who: coordinator },
  school: { href: paths.school, who: officer },
  "school-classes": { href: schoolPaths.classes, who: officer },
  "school-pupils": { href: schoolPaths.pupils, who: officer },
  consents: { href: paths.consentWall, who: officer },
  "school-preparation": { href: schoolPaths.preparation, who: officer },
  assessment: { href: paths.assessment, who: (actor: StaffActor) => hasRole(actor, "assessor") },
} as const satisfies Record<
  string,
  { href: (scheme: string) => string; who: (actor: StaffActor) => boolean }
>;
export type Section = keyof typeof SECTIONS;

/** The words of a console page, with the scheme's own wording of territories. */
export const wordsOf = (visit: StaffVisit): Words =>
  readerWords(visit.tx.actor.scheme.settings, "staff", visit.locale);

/** Every console page: who is signed in, where one can go, what stands above and below. */
export function consoleShell(
  visit: StaffVisit,
  page: {
    readonly title: string;
    /** Null for a page that stands in no section. */
    readonly section: Section | null;
    readonly body: Html;
    readonly before?: Html;
    readonly error?: boolean;
    readonly scripts?: readonly string[];
  },
): Html {
  const words = wordsOf(visit);
  const { actor } = visit.tx;
  const { slug, name, settings } = actor.scheme;
  const shown = (Object.keys(SECTIONS) as Section[]).filter((name) => SECTIONS[name].who(actor));
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
    home: startOf(
      slug,
      actor.memberships.map((m) => m.role),
    ),
    help: `/${visit.locale}/help`,
    ...(searches.search(actor)
      ? { search: { href: paths.search(slug), text: words.t("search.title") } }
      : {}),
    nav: shown.map((section) => ({
      text: words.t(`console.nav-${section}` as MessageKey),
      href: SECTIONS[section].href(slug),
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
