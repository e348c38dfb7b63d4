import { type Answer, nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { readKit, readKitCards } from "../../stages/library/save-kit.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { dataBlock } from "../../ui/data-block.ts";
import { backLink, html, insetText } from "../../ui/index.ts";
import { readersText, resourceCard } from "../../ui/library/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.resourceKit(":lang", ":scheme", ":kitId"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      return scheme?.kind === "running" ? kitPage(visit, scheme) : nothingHere;
    },
  },
];

/** What somebody reads for a job, in the order in which it is read. */
async function kitPage(visit: PublicVisit, scheme: Scheme): Promise<Answer> {
  const kit = await readKit(visit.tx, visit.params.kitId ?? "");
  if (!kit) return nothingHere;
  const words = await portalWords(visit);
  const { t } = words;
  const cards = await readKitCards(visit.tx, kit, visit.locale);
  const title = words.local(kit.title);
  const href = (id: string) => paths.resource(words.locale, scheme.slug, id);
  return page(
    await portalShell(visit, {
      title,
      about: words.local(kit.about),
      before: backLink({
        words,
        href: paths.library(words.locale, scheme.slug),
        text: t("library.title"),
      }),
      data: dataBlock({
        "@context": "https://schema.org",
        "@type": ["LearningResource", "ItemList"],
        name: title,
        description: words.local(kit.about),
        inLanguage: words.lang,
        isAccessibleForFree: true,
        timeRequired: `PT${cards.reduce((sum, card) => sum + card.minutes, 0)}M`,
        itemListElement: cards.map((card, at) => ({
          "@type": "ListItem",
          position: at + 1,
          name: card.title,
          url: `${visit.site.publicUrl}${href(card.id)}`,
        })),
      }),
      body: html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body-l">${words.local(kit.about)}</p>
<p class="govuk-body">${t("library.for", { readers: readersText(words, kit.readers) })} · ${t("library.kit-minutes", { count: cards.reduce((sum, card) => sum + card.minutes, 0) })}</p>
${cards.length === 0 && insetText({ text: t("library.kit-none") })}
${cards.map((card, at) => resourceCard(words, card, { href: href(card.id), level: 2, number: at + 1 }))}`,
    }),
  );
}
