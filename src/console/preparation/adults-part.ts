import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { ADULT_ROLES, type GroupAdult } from "../../stages/preparation/group.ts";
import type { ListedAdult } from "../../stages/preparation/keep-adults.ts";
import type { Group } from "../../stages/preparation/keep-group.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import {
  button,
  dateInput,
  details,
  form,
  type Html,
  html,
  input,
  radios,
  select,
  summaryCard,
} from "../../ui/index.ts";
import { sentBoxes } from "../travel/boxes.ts";
import { adultFields, certificateWords } from "./adult-parts.ts";
import { preparationPaths } from "./preparation-paths.ts";

/** Leader and others who go along, whether their certificates hold, and how many are needed. */
export function adultsPart(
  visit: StaffVisit,
  words: Words,
  group: Group,
  listed: readonly ListedAdult[],
  works: boolean,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const missing = group.adultsNeeded - group.adults.length;
  return html`<h2 class="govuk-heading-m" id="adults">${t("tasks.kind-group-adults")}</h2>
<p class="govuk-body">${t("boards.adults-need", { minors: group.minors, needed: group.adultsNeeded, each: group.minorsPerAdult })}${missing > 0 && html` <strong>${t("boards.adults-missing", { count: missing })}</strong>`}</p>
${group.adults.map((adult) => card(visit, words, group, adult, works, problems))}
${
  works &&
  form(
    { action: preparationPaths.adults(slug, group.flow.id), key: newId(), classes: "app-text" },
    listed.length === 0
      ? null
      : select({
          words,
          name: "adultId",
          label: t("adults.choose"),
          value: visit.form.text("adultId"),
          problems,
          // The boxes below are for somebody new, so that is what stands here until another is chosen.
          items: [
            { value: "", text: t("adults.somebody-new") },
            ...listed.map((one) => ({
              value: one.id,
              text: [one.name, one.organisation, one.phone].filter(Boolean).join(", "),
            })),
          ],
        }),
    adultFields(visit, words, null, problems),
    radios({
      words,
      name: "role",
      legend: t("boards.adult-role"),
      value: visit.form.text("role"),
      problems,
      items: ADULT_ROLES.map((value) => ({ value, text: t(`boards.role-${value}`) })),
    }),
    button({ text: t("boards.adult-add"), kind: "secondary", preventDoubleClick: true }),
  )
}${can.changeKinds(visit.tx.actor) && ratioForm(visit, words, group, problems)}`;
}

const ratioForm = (
  visit: StaffVisit,
  words: Words,
  group: Group,
  problems: readonly Problem[],
): Html =>
  form(
    {
      action: preparationPaths.ratio(visit.tx.actor.scheme.slug, group.flow.id),
      key: newId(),
    },
    input({
      words,
      name: "minorsPerAdult",
      label: words.t("boards.ratio"),
      inputmode: "numeric",
      value: visit.form.has("minorsPerAdult")
        ? visit.form.text("minorsPerAdult")
        : String(group.minorsPerAdult),
      problems,
      classes: "govuk-input--width-3",
    }),
    button({ text: words.t("site.save"), kind: "secondary", preventDoubleClick: true }),
  );

function card(
  visit: StaffVisit,
  words: Words,
  group: Group,
  adult: GroupAdult,
  works: boolean,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const here = visit.params.adultId === adult.adultId ? problems : [];
  const holds = adult.validUntil !== null && adult.validUntil >= group.flow.ends;
  const seen = certificateWords(words, adult, group.flow.ends, wallTimeOf(visit.tx.now).day);
  return summaryCard(
    { title: `${adult.name}, ${t(`boards.role-${adult.role}`)}` },
    html`<p class="govuk-body">${adult.phone}<br>${seen}</p>${
      works &&
      html`${
        !holds &&
        form(
          {
            action: preparationPaths.certificate(slug, group.flow.id, adult.adultId),
            key: newId(),
          },
          dateInput({
            words,
            name: "validUntil",
            id: here.length > 0 ? "validUntil" : `validUntil-${adult.adultId}`,
            legend: { text: t("boards.certificate-until"), classes: "govuk-fieldset__legend--s" },
            hint: t("boards.certificate-hint"),
            values: here.length > 0 ? sentBoxes(visit, "validUntil") : {},
            problems: here,
          }),
          button({ text: t("boards.certificate-see"), preventDoubleClick: true }),
        )
      }${details({
        summary: t("boards.adult-remove"),
        text: form(
          {
            action: preparationPaths.adultRemoval(slug, group.flow.id, adult.adultId),
            key: newId(),
          },
          button({ text: t("boards.adult-remove"), kind: "warning", preventDoubleClick: true }),
        ),
      })}`
    }`,
  );
}
