import { type Words, wordsFor } from "../platform/i18n/index.ts";
import type { LearnerVisit, PublicVisit } from "../platform/web/route.ts";
import { readScheme } from "../stages/schemes/read-scheme.ts";
import type { Html } from "../ui/html.ts";
import { portalPage } from "../ui/layout/portal-page.ts";

type PortalVisit = PublicVisit | LearnerVisit;

/** Words with the scheme's wording of territories; outside a scheme, the usual one. */
export async function portalWords(visit: PortalVisit): Promise<Words> {
  if (!visit.tx.actor.schemeId) return visit.words;
  const scheme = await readScheme(visit.tx);
  return wordsFor(visit.locale, scheme?.settings.territory);
}

/** Every public page: language links, funding line, help in the same place. */
export async function portalShell(
  visit: PortalVisit,
  page: {
    readonly title: string;
    readonly body: Html;
    readonly before?: Html;
    readonly error?: boolean;
    readonly wide?: boolean;
    readonly scripts?: readonly string[];
    readonly hideFromSearch?: boolean;
  },
): Promise<Html> {
  const scheme = visit.tx.actor.schemeId ? await readScheme(visit.tx) : null;
  const words = wordsFor(visit.locale, scheme?.settings.territory);
  return portalPage({
    words,
    title: page.title,
    path: visit.path.slice(visit.locale.length + 1),
    schemeName: scheme ? words.local(scheme.name) : undefined,
    funding: scheme?.settings.funding ?? null,
    demoBar: visit.above,
    before: page.before,
    body: page.body,
    hasProblems: page.error,
    wide: page.wide,
    scripts: page.scripts,
    hideFromSearch: page.hideFromSearch ?? visit.tx.actor.kind === "learner",
  });
}
