/** Questions that leave a scheme with its kit, and come into another with one. */
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { FORM_AUDIENCES, type FormAudience, type FormDefinition } from "./application.forms.ts";
import { can } from "./application.policy.ts";
import { formProblems } from "./change-form.ts";
import { insertFrozenVersion } from "./form.store.ts";
import { keptFormVersions } from "./form-version.store.ts";

export type TakenForms = Readonly<Record<FormAudience, readonly FormDefinition[]>>;

/** Every version that calls could ask, the first one first. */
export async function readFrozenForms(tx: Tx): Promise<TakenForms> {
  const kept = (await keptFormVersions(tx)).filter(({ state }) => state === "frozen");
  const of = (audience: FormAudience) =>
    kept
      .filter((form) => form.audience === audience)
      .sort((a, b) => a.version - b.version)
      .map(({ definition }) => definition);
  return { learners: of("learners"), staff: of("staff") };
}

/** Into a scheme that has no forms yet; each is as finished as it was where it comes from. */
export async function takeForms(tx: Tx, forms: TakenForms): Promise<Result<null>> {
  if (!can.changeForms(tx.actor)) return notFound;
  const problems: Problem[] = [];
  for (const audience of FORM_AUDIENCES) {
    for (const [at, definition] of forms[audience].entries()) {
      const found = formProblems(definition);
      problems.push(...found);
      if (found.length > 0) continue;
      const id = await insertFrozenVersion(tx, audience, definition, at + 1);
      await record(tx, "form.frozen", { type: "form", id }, { version: at + 1 });
    }
  }
  return problems.length > 0 ? refuse(...problems) : ok(null);
}
