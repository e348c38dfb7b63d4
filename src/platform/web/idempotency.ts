import { createHash } from "node:crypto";
import { isUuid } from "../../shared/id.ts";
import { actorId } from "../db/actor.ts";
import type { Tx } from "../db/index.ts";
import type { Answer } from "./answer.ts";
import type { Form } from "./form.ts";

type Claim =
  | { readonly kind: "first"; readonly finish: (answer: Answer) => Promise<void> }
  | { readonly kind: "repeat"; readonly location: string }
  | { readonly kind: "other-body" }
  | { readonly kind: "no-key" };

/**
 * Claims the form's key in the caller's transaction. A second request with the same key waits on
 * the first one's row and then finds its answer: a double tap, a resend after a lost response and
 * two tabs all do the thing once. The same key with another body is refused.
 */
export async function claimKey(tx: Tx, form: Form, path: string): Promise<Claim> {
  const key = form.text("_key");
  if (!isUuid(key) || !tx.actor.schemeId) return { kind: "no-key" };
  const actor = actorId(tx.actor) ?? "anonymous";
  const bodyHash = createHash("sha256")
    .update(path)
    .update("\n")
    .update(form.fingerprint())
    .digest("hex");
  const row = { scheme_id: tx.actor.schemeId, actor, key };
  const claimed = await tx.db
    .insertInto("idempotency_keys")
    .values({ ...row, body_hash: bodyHash, status: 0, at: tx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning("key")
    .executeTakeFirst();
  if (!claimed) {
    const earlier = await tx.db
      .selectFrom("idempotency_keys")
      .select(["body_hash", "location"])
      .where("actor", "=", actor)
      .where("key", "=", key)
      .executeTakeFirstOrThrow();
    if (earlier.body_hash !== bodyHash) return { kind: "other-body" };
    return { kind: "repeat", location: addressOf(earlier.location, path) };
  }
  return {
    kind: "first",
    async finish(answer) {
      await tx.db
        .updateTable("idempotency_keys")
        .set({
          status: answer.status,
          location: "location" in answer ? withoutPath(answer.location, path) : null,
        })
        .where("actor", "=", actor)
        .where("key", "=", key)
        .execute();
    },
  };
}

/**
 * Where a form led, told from its own address: `34:?saved` is its first 34 characters and `?saved`.
 * The address itself is not written down: in it stands the secret of somebody's link.
 */
function withoutPath(location: string, path: string): string | null {
  if (location === path) return null;
  let same = 0;
  while (same < path.length && location[same] === path[same]) same += 1;
  return `${same}:${location.slice(same)}`;
}

function addressOf(kept: string | null, path: string): string {
  const [, same, rest] = /^(\d+):(.*)$/s.exec(kept ?? "") ?? [];
  // One that begins with a slash was kept before addresses were told this way.
  return rest === undefined ? (kept ?? path) : `${path.slice(0, Number(same))}${rest}`;
}
