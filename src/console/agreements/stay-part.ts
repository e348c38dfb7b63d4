import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/agreements/agreement.policy.ts";
import { KINDS_FOR } from "../../stages/agreements/agreement.ts";
import { readAgreements } from "../../stages/agreements/read-agreements.ts";
import { BEFORE_DEPARTURE } from "../../stages/mobilities/mobility.rules.ts";
import type { StayRecord } from "../../stages/mobilities/stay-record.ts";
import { kindName } from "../../ui/agreement/index.ts";
import { button, form, type Html, hidden, html, summaryList } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { differencePart } from "./difference-part.ts";
import { stateTag } from "./state.ts";

/** The agreements of one stay on its page, and a button for each kind that is not written yet. */
export async function agreementsPart(
  visit: StaffVisit,
  words: Words,
  stay: StayRecord,
): Promise<Html> {
  const { t } = words;
  const { tx } = visit;
  const { slug } = tx.actor.scheme;
  const { agreements } = await readAgreements(tx, stay.id);
  const missing = KINDS_FOR[stay.audience].filter(
    (kind) => !agreements.some((one) => one.kind === kind),
  );
  const writes =
    can.workOn(tx.actor, stay.sendingCountry) &&
    (BEFORE_DEPARTURE as readonly string[]).includes(stay.state);
  const works = can.workOn(tx.actor, stay.sendingCountry);
  return html`<h2 class="govuk-heading-m">${t("agreements.title")}</h2>${agreements.map((one) =>
    differencePart(words, slug, one.beside, { works, at: "stay" }),
  )}${
    agreements.length > 0 &&
    summaryList({
      rows: agreements.map((one) => ({
        key: html`<a class="govuk-link" href="${paths.agreement(slug, one.id)}">${kindName(words, one.kind)}</a>`,
        value: html`${stateTag(words, one.state)} ${one.parties > 0 && t("agreements.signed-of", { signed: one.signed, parties: one.parties })}`,
      })),
    })
  }${
    writes &&
    missing.map((kind) =>
      form(
        { action: paths.mobilityAgreements(slug, stay.id), key: newId() },
        hidden("kind", kind),
        button({
          text: t("agreements.write-kind", { kind: kindName(words, kind) }),
          kind: "secondary",
          preventDoubleClick: true,
        }),
      ),
    )
  }`;
}
