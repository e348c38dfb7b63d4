import type { Tx } from "../../platform/db/index.ts";
import {
  FORM_AUDIENCES,
  type FormAudience,
  type FormVersion,
  standardForm,
} from "./application.forms.ts";
import { formOfCall, insertFirstVersion } from "./form.store.ts";

/**
 * Gives the scheme the nine questions for learners and the seven for staff as frozen first versions,
 * where it has none. Safe to repeat, also at the same moment. Anybody's act may need it: the first
 * applicant of a scheme older than its forms begins one.
 */
export async function ensureStandardForms(tx: Tx): Promise<void> {
  for (const audience of FORM_AUDIENCES) {
    await insertFirstVersion(tx, audience, standardForm(audience));
  }
}

type OfCall = { readonly formVersionId: string | null; readonly audience: FormAudience };

/** The questions of a call, for a page that shows them; the standard ones where none are kept yet. */
export async function readFormOfCall(tx: Tx, call: OfCall): Promise<FormVersion["definition"]> {
  return (await formOfCall(tx, call))?.definition ?? standardForm(call.audience);
}

/** The same for an application that pins its version. */
export async function ensureFormOfCall(tx: Tx, call: OfCall): Promise<FormVersion> {
  const found = await formOfCall(tx, call);
  if (found) return found;
  await ensureStandardForms(tx);
  const made = await formOfCall(tx, { ...call, formVersionId: null });
  if (!made) throw new Error(`no form for ${call.audience}`);
  return made;
}
