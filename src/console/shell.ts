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
import { growthPaths } from "./growth/growth-paths.ts";
import { hostingPaths } from "./hosting/hosting-paths.ts";
import { languageChoice } from "./language-choice.ts";
import { libraryPaths } from "./library/library-paths.ts";
import { opportunityPaths } from "./opportunities/opportunity-paths.ts";
import { paths, startOf } from "./paths.ts";
import { schoolPaths } from "./school/school-paths.ts";
import { storyPaths } from "./stories/story-paths.ts";

const coordinator = (actor: StaffActor) => hasRole(actor, "coordinator");
const officer = (actor: StaffActor) => hasRole(actor, "school-officer");

/** What stands in the navigation, in its order: its group, where it leads and who has it. */
const SECTIONS = {
  home: { of: "home", href: paths.home, who: isOffice },
  board: { of: "board", href: paths.board, who: isOffice },
  calls: { of: "calls", href: paths.calls, who: isOffice },
  applicants: { of: "calls", href: paths.applicants, who: isOffice },
  selection: { of: "calls", href: paths.selections, who: isOffice },
  mobilities: { of: "stays", href: paths.mobilities, who: isOffice },
  flows: { of: "stays", href: paths.flows, who: isOffice },
  hosting: { of: "stays", href: hostingPaths.board, who: isOffice },
  events: { of: "events", href: eventPaths.events, who: isOffice },
  organisations: { of: "partners", href: paths.organisations, who: isOffice },
  growth: { of: "partners", href: growthPaths.all, who: isOffice },
  network: { of: "partners", href: growthPaths.network, who: isOffice },
  "country-sheets": { of: "partners", href: sheetPaths.all, who: isOffice },
  opportunities: { of: "partners", href: opportunityPaths.all, who: isOffice },
  messages: { of: "telling", href: paths.messages, who: isOffice },
  outbox: { of: "telling", href: paths.outbox, who: coordinator },
  library: { of: "telling", href: libraryPaths.library, who: library.seeLibrary },
  stories: { of: "telling", href: storyPaths.list, who: isOffice },
  settings: { of: "settings", href: paths.people, who: coordinator },
  imports: { of: "settings", href: paths.imports, who: imports.seeImports },
  school: { of: "school", href: paths.school, who: officer },
  "school-classes": { of: "classes", href: schoolPaths.classes, who: officer },
  "school-pupils": { of: "pupils", href: schoolPaths.pupils, who: officer },
  consents: { of: "consents", href: paths.consentWall, who: officer },
  "school-preparation": { of: "preparation", href: schoolPaths.preparation, who: officer },
  assessment: {
    of: "assessment",
    href: paths.assessment,
    who: (actor: StaffActor) => hasRole(actor, "assessor"),
  },
} as const satisfies Record<
  string,
  { of: string; href: (scheme: string) => string; who: (actor: StaffActor) => boolean }
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
    ...navigation(words, actor, page.section),
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

/**
 * Groups in one row and, below it, what is in the group one stands in. A group of which somebody has
 * one part is called like that part.
 */
function navigation(words: Words, actor: StaffActor, here: Section | null) {
  const { slug } = actor.scheme;
  const shown = (Object.keys(SECTIONS) as Section[]).filter((name) => SECTIONS[name].who(actor));
  const item = (section: Section) => ({
    text: words.t(`console.nav-${section}` as MessageKey),
    href: SECTIONS[section].href(slug),
    active: section === here,
  });
  const groups = Map.groupBy(shown, (section) => SECTIONS[section].of);
  const open = here === null ? [] : (groups.get(SECTIONS[here].of) ?? []);
  return {
    nav: [...groups].map(([group, [first, ...others]]) => ({
      ...item(first!),
      ...(others.length > 0 && { text: words.t(`console.group-${group}` as MessageKey) }),
      active: here !== null && SECTIONS[here].of === group,
    })),
    subNav: open.length > 1 ? open.map(item) : [],
  };
}
