import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { FormAudience, FormDefinition, FormVersion } from "./application.forms.ts";

const forms = (tx: Tx) =>
  tx.db
    .selectFrom("form_versions")
    .select(["id", "audience", "version", "state", "definition"])
    .$castTo<FormVersion>();

/** The form of a call: the one it pins, else the newest frozen one of its audience. */
export const formOfCall = (
  tx: Tx,
  call: { readonly formVersionId: string | null; readonly audience: FormAudience },
): Promise<FormVersion | undefined> =>
  forms(tx)
    .where("state", "=", "frozen")
    .$if(call.formVersionId !== null, (q) => q.where("id", "=", call.formVersionId ?? ""))
    .$if(call.formVersionId === null, (q) => q.where("audience", "=", call.audience))
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();

/** A frozen first version; nothing happens where the scheme has a version of this number. */
export async function insertFirstVersion(
  tx: Tx,
  audience: FormAudience,
  definition: FormDefinition,
): Promise<void> {
  await tx.db
    .insertInto("form_versions")
    .values({
      id: newId(),
      scheme_id: tx.actor.schemeId!,
      audience,
      version: 1,
      state: "frozen",
      definition: JSON.stringify(definition),
      created_at: tx.now,
      frozen_at: tx.now,
    })
    .onConflict((c) => c.columns(["scheme_id", "audience", "version"]).doNothing())
    .execute();
}

/** A version that came finished, under its own number. */
export async function insertFrozenVersion(
  tx: Tx,
  audience: FormAudience,
  definition: FormDefinition,
  version: number,
): Promise<string> {
  const id = newId<string>();
  await tx.db
    .insertInto("form_versions")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      audience,
      version,
      state: "frozen",
      definition: JSON.stringify(definition),
      created_at: tx.now,
      frozen_at: tx.now,
      changed_by: tx.actor.kind === "staff" ? tx.actor.userName : null,
    })
    .execute();
  return id;
}
