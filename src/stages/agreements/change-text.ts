import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./agreement.policy.ts";
import { changesBetween } from "./agreement.rules.ts";
import { type About, keepContent, lockAgreement, type StoredAgreement } from "./agreement.store.ts";
import type { Content } from "./agreement.ts";
import { stayFacts } from "./facts.store.ts";
import { contentFrom } from "./fields.rules.ts";
import { templateOf } from "./template.ts";

/**
 * Keeps what the office typed as the text being written: of a draft, or of the next version of one
 * that was sent. Nobody is told and no signature falls before it is sent.
 */
export async function changeText(
  tx: Tx,
  id: string,
  typed: (path: string) => readonly string[] | undefined,
): Promise<Result<{ readonly changed: number }>> {
  const agreement = isUuid(id) ? await lockAgreement(tx, id) : undefined;
  if (!agreement || !can.workOn(tx.actor, agreement.sendingCountry)) return notFound;
  if (agreement.state === "withdrawn") {
    return refuse({ code: "agreement-withdrawn", params: { action: "change" } });
  }
  const template = templateOf(agreement);
  const { content, problems } = contentFrom(template, typed, agreement.content);
  if (problems.length > 0) return refuse(...problems);
  const changed = changesBetween(template, agreement.content, content);
  if (changed.length === 0) return ok({ changed: 0 });
  await keepContent(tx, agreement.id, content, await aboutNow(tx, agreement, content));
  await record(
    tx,
    "agreement.changed",
    { type: "agreement", id: agreement.id },
    { fields: changed.map((one) => `${one.section}.${one.field}`) },
  );
  return ok({ changed: changed.length });
}

/** A company whose name was typed as it stands in the books is the one that the text is about. */
async function aboutNow(
  tx: Tx,
  agreement: StoredAgreement,
  content: Content,
): Promise<About | undefined> {
  if (content["hosting.name"] === agreement.content["hosting.name"]) return undefined;
  const stay = await stayFacts(tx, agreement.mobilityId);
  const host = stay?.company ?? stay?.hostingPartner;
  return stay && host?.name === content["hosting.name"] ? stay : undefined;
}
