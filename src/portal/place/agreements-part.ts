import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { LearnerVisit } from "../../platform/web/route.ts";
import { readOwnAgreements } from "../../stages/agreements/read-wall.ts";
import { kindName } from "../../ui/agreement/index.ts";
import { type Html, html } from "../../ui/html.ts";
import { taskList } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/** What there is for the learner to read and sign, with where each stands; nothing while nothing was sent. */
export async function agreementsPart(words: Words, visit: LearnerVisit): Promise<Html | null> {
  const all = await readOwnAgreements(visit.tx);
  if (all.length === 0) return null;
  const slug = visit.params.scheme ?? "";
  return html`<h2 class="govuk-heading-m">${words.t("sign.own-title")}</h2>${taskList({
    items: all.map((one) => ({
      title: kindName(words, one.kind),
      href: paths.sign(visit.locale, slug, one.secret),
      status: words.t(`sign.state-${one.state}` as MessageKey),
    })),
  })}`;
}
