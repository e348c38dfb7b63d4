import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/allocation-runs/allocation-run.policy.ts";
import type { RunFlag } from "../../stages/allocation-runs/read-runs.ts";
import { button, form, type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import type { Workbench } from "./workbench.ts";

/** Who looked at a case and when; before that, the button that says so and leads to the next one. */
export function lookedPart(
  visit: StaffVisit,
  words: Words,
  { run }: Workbench,
  flags: readonly RunFlag[],
  about: string,
): Html | null {
  const [first] = flags;
  if (!first || !run) return null;
  const waiting = flags.find((flag) => flag.lookedAt === null);
  if (!waiting) return lookedBy(words, first);
  const { actor } = visit.tx;
  if (run.state !== "computed" || !can.sign(actor)) return null;
  return form(
    { action: paths.runCase(actor.scheme.slug, run.id, waiting.id), key: newId() },
    button({
      text: html`${words.t("allocation.look-done")}<span class="govuk-visually-hidden"> (${about})</span>`,
      kind: "secondary",
      preventDoubleClick: true,
    }),
  );
}

export const lookedBy = (words: Words, flag: RunFlag): Html | null =>
  flag.lookedAt &&
  html`<p class="govuk-body app-aside">${words.t("allocation.looked-by", {
    name: flag.lookedBy ?? "",
    when: words.dayTime(flag.lookedAt),
  })}</p>`;
