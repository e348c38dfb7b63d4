import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { readUploadFacts } from "../../platform/files/upload.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./resource.policy.ts";
import { LONGEST, next, type ResourceAction } from "./resource.rules.ts";
import {
  lockResource,
  replaceVersion,
  settleVersion,
  submitVersion,
  versionsOf,
} from "./resource.store.ts";
import type { Resource, ResourceVersion } from "./resource.ts";

type Loaded = { readonly resource: Resource; readonly versions: readonly ResourceVersion[] };

async function load(tx: Tx, id: string): Promise<Loaded | undefined> {
  const resource = await lockResource(tx, id);
  return resource && { resource, versions: await versionsOf(tx, id) };
}

/** The newest version and what an act makes of it, or why it cannot. */
function stepped(loaded: Loaded, action: ResourceAction): Result<ResourceVersion> {
  const [newest] = loaded.versions;
  if (!newest) return notFound;
  const after = next(newest.state, action);
  return after.ok ? ok(newest) : after;
}

/** Hands a draft in: somebody else looks at it before anybody reads it. */
export async function submitResource(tx: Tx, id: string): Promise<Result<null>> {
  const loaded = await load(tx, id);
  if (!loaded || !can.change(tx.actor, loaded.resource)) return notFound;
  const version = stepped(loaded, "submit");
  if (!version.ok) return version;
  await submitVersion(tx, version.value.id);
  await record(tx, "resource.submitted", { type: "resource", id });
  return ok(null);
}

/** Takes it back to write on, before anybody has decided. */
export async function takeBack(tx: Tx, id: string): Promise<Result<null>> {
  const loaded = await load(tx, id);
  if (!loaded || !can.change(tx.actor, loaded.resource)) return notFound;
  const version = stepped(loaded, "take-back");
  if (!version.ok) return version;
  await settleVersion(tx, version.value.id, { state: "draft", reason: null });
  await record(tx, "resource.taken-back", { type: "resource", id });
  return ok(null);
}

/**
 * Puts a version before readers; the one that they saw until now is replaced by it. Who wrote it or
 * handed it in does not publish it alone, but for a coordinator.
 */
export async function publishResource(tx: Tx, id: string): Promise<Result<null>> {
  const loaded = await load(tx, id);
  if (!loaded || !can.review(tx.actor)) return notFound;
  const version = stepped(loaded, "publish");
  if (!version.ok) return version;
  if (!can.publish(tx.actor, version.value)) return refuse({ code: "resource-own" });
  const file = version.value.uploadId && (await readUploadFacts(tx, version.value.uploadId));
  if (file && file.state !== "checked") return refuse({ code: "resource-file-apart" });
  const before = loaded.versions.find(({ state }) => state === "published");
  if (before) await replaceVersion(tx, before.id);
  await settleVersion(tx, version.value.id, { state: "published", reason: null });
  await record(
    tx,
    "resource.published",
    { type: "resource", id },
    { version: version.value.number },
  );
  return ok(null);
}

const reasoned = (reason: string): Result<string> => {
  const text = reason.trim();
  if (text === "") return refuse({ code: "resource-no-reason", field: "reason" });
  return text.length > LONGEST.reason
    ? refuse({ code: "too-long", params: { max: LONGEST.reason }, field: "reason" })
    : ok(text);
};

/** Gives it back to whoever wrote it, with what has to be better. */
export async function sendBack(tx: Tx, id: string, reason: string): Promise<Result<null>> {
  const loaded = await load(tx, id);
  if (!loaded || !can.review(tx.actor)) return notFound;
  const version = stepped(loaded, "send-back");
  if (!version.ok) return version;
  const why = reasoned(reason);
  if (!why.ok) return why;
  await settleVersion(tx, version.value.id, { state: "draft", reason: why.value });
  await record(tx, "resource.sent-back", { type: "resource", id });
  return ok(null);
}

/** Takes what readers see away, with the reason; a version that is being written stays. */
export async function withdrawResource(tx: Tx, id: string, reason: string): Promise<Result<null>> {
  const loaded = await load(tx, id);
  if (!loaded || !can.withdraw(tx.actor, loaded.resource)) return notFound;
  const shown = loaded.versions.find(({ state }) => state === "published");
  if (!shown) return refuse({ code: "resource-not-published" });
  const why = reasoned(reason);
  if (!why.ok) return why;
  await settleVersion(tx, shown.id, { state: "withdrawn", reason: why.value });
  await record(tx, "resource.withdrawn", { type: "resource", id });
  return ok(null);
}
