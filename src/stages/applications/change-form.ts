import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { WRITTEN } from "../../platform/i18n/catalogues.ts";
import { localeFacts } from "../../platform/i18n/index.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type { FormDefinition } from "./application.forms.ts";
import { can } from "./application.policy.ts";
import { freezingProblems } from "./form-problems.ts";
import {
  deleteFormDraft,
  freezeFormDraft,
  insertFormDraft,
  type KeptForm,
  keptFormById,
  keptFormVersions,
  updateFormDraft,
} from "./form-version.store.ts";

export type { KeptForm } from "./form-version.store.ts";

type Staff = Tx<StaffActor>;

/** Every version of the scheme, newest first an audience, with the calls that ask it. */
export const readForms = async (tx: Staff): Promise<readonly KeptForm[]> =>
  can.changeForms(tx.actor) ? keptFormVersions(tx) : [];

export const readForm = async (tx: Staff, id: string): Promise<KeptForm | undefined> =>
  can.changeForms(tx.actor) && isUuid(id) ? keptFormById(tx, id, false) : undefined;

/** What would have to be done before these questions can be asked, in every language we write. */
export const formProblems = (definition: FormDefinition): Problem[] =>
  freezingProblems(
    definition,
    WRITTEN.map((locale) => ({ locale, name: localeFacts(locale).ownName })),
  );

/** A version that can still be changed, held for this change; or why it cannot. */
async function openForm(tx: Staff, id: string): Promise<Result<KeptForm>> {
  const form =
    can.changeForms(tx.actor) && isUuid(id) ? await keptFormById(tx, id, true) : undefined;
  if (!form) return notFound;
  return form.state === "draft" ? ok(form) : refuse({ code: "form-is-frozen" });
}

const subjectOf = (id: string) => ({ type: "form", id });

/** Begins a new version with the questions of another. An audience has one at a time to work on. */
export async function copyForm(tx: Staff, id: string): Promise<Result<string>> {
  const from = await readForm(tx, id);
  if (!from) return notFound;
  const made = await insertFormDraft(tx, from, tx.actor.userName);
  if (made === null) return refuse({ code: "form-already-begun" });
  await record(tx, "form.copied", subjectOf(made), { from: from.id });
  return ok(made);
}

/** Changes a version that is being worked on; `change` gets what is kept at that moment. */
export async function changeForm(
  tx: Staff,
  id: string,
  what: string,
  change: (form: KeptForm) => Result<FormDefinition>,
): Promise<Result<FormDefinition>> {
  const form = await openForm(tx, id);
  if (!form.ok) return form;
  const changed = change(form.value);
  if (!changed.ok) return changed;
  await updateFormDraft(tx, id, changed.value, tx.actor.userName);
  await record(tx, "form.changed", subjectOf(id), { what });
  return changed;
}

/** From now on calls can ask it and nothing in it changes any more. */
export async function freezeForm(tx: Staff, id: string): Promise<Result<null>> {
  const form = await openForm(tx, id);
  if (!form.ok) return form;
  const problems = formProblems(form.value.definition);
  if (problems.length > 0) return refuse(...problems);
  await freezeFormDraft(tx, id, tx.actor.userName);
  await record(tx, "form.frozen", subjectOf(id), { version: form.value.version });
  return ok(null);
}

/** Throws away a version that nobody was ever asked. */
export async function discardForm(tx: Staff, id: string): Promise<Result<null>> {
  const form = await openForm(tx, id);
  if (!form.ok) return form;
  await deleteFormDraft(tx, id);
  await record(tx, "form.discarded", subjectOf(id), { version: form.value.version });
  return ok(null);
}
