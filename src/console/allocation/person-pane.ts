import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/allocation-runs/allocation-run.policy.ts";
import {
  button,
  details,
  form,
  type Html,
  hidden,
  html,
  radios,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { lookedPart } from "./case-looked.ts";
import { fullReason, placeName } from "./reasons.ts";
import type { Workbench } from "./workbench.ts";

export type PinTyped = {
  readonly problems: readonly Problem[];
  readonly place: string;
  readonly reason: string;
};

/** Middle pane, lower half: why here, why not there, what would change it; and a decision by hand. */
export function personPane(
  visit: StaffVisit,
  words: Words,
  bench: Workbench,
  typed?: PinTyped,
): Html | null {
  const { run, selected, explanation } = bench;
  if (!run || !selected) return null;
  const { slug } = visit.tx.actor.scheme;
  const title = explanation?.place
    ? words.t("allocation.why-place", {
        code: selected.code,
        city: placeName(words, explanation.place),
      })
    : words.t("allocation.why-no-place", { code: selected.code });
  return html`<section class="app-card" id="person" aria-labelledby="person-title"><h2 class="govuk-heading-m" id="person-title">${title}</h2>
<p class="govuk-body"><a class="govuk-link" href="${paths.person(slug, selected.personId)}">${selected.givenNames} ${selected.familyName}</a>, ${words.country(selected.country)}, ${words.t("site.points", { count: selected.points })}</p>
${explanation && fullReason(words, explanation)}
${lookedPart(
  visit,
  words,
  bench,
  bench.flags.filter((flag) => flag.applicationId === selected.applicationId),
  selected.code,
)}
<p class="govuk-body"><a class="govuk-link" href="${paths.runTrace(slug, run.id, selected.applicationId)}">${words.t("allocation.trace")}</a></p>
${!bench.published && can.pin(visit.tx.actor) && pinning(visit, words, bench, typed)}</section>`;
}

function pinning(
  visit: StaffVisit,
  words: Words,
  bench: Workbench,
  typed: PinTyped | undefined,
): Html {
  const { slug } = visit.tx.actor.scheme;
  const { selected, explanation, pins } = bench;
  const pin = pins.find((p) => p.applicationId === selected!.applicationId);
  if (pin) {
    return html`<p class="govuk-body">${words.t("allocation.pinned-by", {
      name: pin.pinnedByName || words.t("history.by-system"),
      when: words.day(pin.pinnedAt),
      reason: pin.reason,
    })}</p>${form(
      { action: paths.pinRemoval(slug, pin.id), key: newId() },
      hidden("back", paths.runPerson(slug, bench.run!.id, selected!.applicationId)),
      hidden("call", bench.callId),
      button({ text: words.t("allocation.remove-pin"), kind: "secondary" }),
    )}`;
  }
  const options = explanation?.options ?? [];
  if (options.length === 0) return html``;
  const problems = typed?.problems ?? [];
  return details({
    summary: words.t("allocation.pin"),
    open: problems.length > 0,
    text: form(
      { action: paths.pins(slug, bench.callId), key: newId(), keep: "pin" },
      hidden("application", selected!.applicationId),
      hidden("run", bench.run!.id),
      html`<p class="govuk-body">${words.t("allocation.pin-hint")}</p>`,
      radios({
        words,
        name: "place",
        legend: words.t("allocation.pin-place"),
        value: typed?.place ?? null,
        problems,
        items: options.map((o) => ({ value: o.placeId, text: placeName(words, o) })),
      }),
      textarea({
        words,
        name: "reason",
        label: words.t("allocation.pin-reason"),
        hint: words.t("allocation.pin-reason-hint"),
        value: typed?.reason ?? "",
        rows: 3,
        problems,
      }),
      button({ text: words.t("allocation.pin-save"), kind: "secondary" }),
    ),
  });
}
