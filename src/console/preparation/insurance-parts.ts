import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { INSURED, type Policy } from "../../stages/preparation/insurance.rules.ts";
import type { InsuranceCopy } from "../../stages/preparation/insurance-copy.ts";
import type { Insurance } from "../../stages/preparation/keep-insurance.ts";
import {
  button,
  checkboxes,
  dateInput,
  details,
  form,
  type Html,
  html,
  input,
  radios,
  table,
} from "../../ui/index.ts";
import { boxesOf, sentBoxes } from "../travel/boxes.ts";
import { copyLines } from "./copies-part.ts";
import { peopleItems } from "./people-part.ts";
import { preparationPaths } from "./preparation-paths.ts";

/** What a policy covers, in the reader's words. */
export const coverWords = (words: Words, { kinds }: Pick<Policy, "kinds">): string =>
  words.list(kinds.map((kind) => words.t(`insurance.kind-${kind}`)));

export function policyList(
  words: Words,
  slug: string,
  { group, policies }: Insurance,
  works: boolean,
  copies: readonly InsuranceCopy[],
): Html {
  const { t } = words;
  if (policies.length === 0) return html`<p class="govuk-body">${t("insurance.none")}</p>`;
  const nameOf = (id: string) => {
    const one = group.people.find(({ mobilityId }) => mobilityId === id);
    return one ? `${one.givenNames} ${one.familyName}` : null;
  };
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("insurance.title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("insurance.insurer"),
      t("insurance.kinds"),
      t("insurance.days"),
      t("insurance.whom"),
      t("insurance.phone"),
    ],
    rows: policies.map((one) => {
      const name = `${one.insurer}, ${one.number}`;
      return [
        works
          ? html`<a class="govuk-link" href="${preparationPaths.policy(slug, group.flow.id, one.id)}">${name}</a>${copyLines(
              words,
              slug,
              copies.filter(({ policyId }) => policyId === one.id),
            )}`
          : name,
        coverWords(words, one),
        words.days(one.starts, one.ends),
        one.everybody
          ? t("insurance.everybody")
          : words.list(one.mobilityIds.flatMap((id) => nameOf(id) ?? [])) || "–",
        one.phone,
      ];
    }),
  });
}

/** Boxes of a policy: as they were sent, as they are kept, or empty with the usual days. */
export function policyForm(
  visit: StaffVisit,
  words: Words,
  { group }: Insurance,
  policy: Policy | null,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { flow, people } = group;
  const sent = visit.form;
  const again = sent.has("insurer");
  const text = (name: "insurer" | "number" | "phone") =>
    again ? sent.text(name) : (policy?.[name] ?? "");
  const date = (name: "starts" | "ends") =>
    dateInput({
      words,
      name,
      legend: { text: t(`insurance.${name}`), classes: "govuk-fieldset__legend--s" },
      values: again ? sentBoxes(visit, name) : boxesOf(policy?.[name] ?? null),
      problems,
    });
  const whom = policy?.everybody === false ? "some" : "everybody";
  return form(
    {
      action: policy
        ? preparationPaths.policy(slug, flow.id, policy.id)
        : preparationPaths.insurance(slug, flow.id),
      key: newId(),
      classes: "app-text",
    },
    input({
      words,
      name: "insurer",
      label: t("insurance.insurer"),
      value: text("insurer"),
      problems,
    }),
    input({
      words,
      name: "number",
      label: t("insurance.number"),
      value: text("number"),
      problems,
      classes: "govuk-input--width-20",
    }),
    checkboxes({
      words,
      name: "kinds",
      legend: t("insurance.kinds"),
      values: again ? sent.all("kinds") : (policy?.kinds ?? []),
      problems,
      items: INSURED.map((value) => ({ value, text: t(`insurance.kind-${value}`) })),
    }),
    date("starts"),
    date("ends"),
    input({
      words,
      name: "phone",
      type: "tel",
      label: t("insurance.phone"),
      hint: t("insurance.phone-hint"),
      value: text("phone"),
      problems,
      classes: "govuk-input--width-20",
    }),
    radios({
      words,
      name: "whom",
      legend: t("insurance.whom"),
      value: again ? sent.text("whom") : whom,
      problems,
      items: [
        { value: "everybody", text: t("insurance.everybody"), hint: t("insurance.everybody-hint") },
        people.length > 0 && {
          value: "some",
          text: t("insurance.some"),
          conditional: checkboxes({
            words,
            name: "people",
            legend: t("insurance.people"),
            values: again ? sent.all("people") : (policy?.mobilityIds ?? []),
            problems,
            items: peopleItems(people, () => null),
          }),
        },
      ],
    }),
    button({ text: t(policy ? "site.save" : "insurance.add"), preventDoubleClick: true }),
  );
}

export const endPart = (
  visit: StaffVisit,
  words: Words,
  { group }: Insurance,
  policy: Policy,
): Html =>
  details({
    summary: words.t("insurance.end"),
    text: html`<p class="govuk-body">${words.t("insurance.end-lead")}</p>${form(
      {
        action: preparationPaths.policyEnd(visit.tx.actor.scheme.slug, group.flow.id, policy.id),
        key: newId(),
      },
      button({ text: words.t("insurance.end"), kind: "warning", preventDoubleClick: true }),
    )}`,
  });
