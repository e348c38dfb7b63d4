import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type Day, isDay, lengthInDays } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./agreement.policy.ts";
import { keepContent, lockAgreement, type StoredAgreement } from "./agreement.store.ts";
import type { Content } from "./agreement.ts";
import { DAY_FIELDS, type Different, onlyMentor } from "./difference.rules.ts";
import { type StayFacts, stayFacts } from "./facts.store.ts";
import { readDifferences } from "./read-differences.ts";
import { replaceOrganisations } from "./replace-organisations.ts";
import { suggestContent } from "./suggest-content.ts";
import { textOf } from "./template.ts";

/**
 * Writes what the stay says today into the text: of a draft, or of the next version of one that was
 * sent. Everything else stays as somebody wrote it, and nobody is told before it is sent.
 */
export async function proposeDifference(
  tx: Tx,
  id: string,
): Promise<Result<{ readonly changed: readonly Different[] }>> {
  const agreement = isUuid(id) ? await lockAgreement(tx, id) : undefined;
  if (!agreement || !can.workOn(tx.actor, agreement.sendingCountry)) return notFound;
  if (agreement.state === "withdrawn") {
    return refuse({ code: "agreement-withdrawn", params: { action: "change" } });
  }
  const stay = await stayFacts(tx, agreement.mobilityId);
  const beside = (await readDifferences(tx, [agreement.mobilityId])).find(
    (one) => one.agreementId === agreement.id,
  );
  if (!stay || !beside) return notFound;
  const changed = beside.written.map(({ what }) => what);
  if (changed.length === 0) return refuse({ code: "agreement-says-the-same" });
  // Of a company that is gone there is nothing to write until another one says yes.
  if (changed.includes("company") && !stay.companyId) {
    return refuse({ code: "agreement-no-company-yet" });
  }
  const { companyId, hostingPartnerId } = stay;
  await keepContent(tx, agreement.id, brought(agreement, stay, changed), {
    companyId,
    hostingPartnerId,
  });
  // Nobody of a draft was asked yet; of one that was sent the old host's people go with its text.
  const isOther = changed.includes("company") || changed.includes("hosting-partner");
  if (agreement.state === "draft" && isOther) await replaceOrganisations(tx, agreement);
  await record(
    tx,
    "agreement.change-proposed",
    { type: "agreement", id: agreement.id },
    { changed },
  );
  return ok({ changed });
}

/** The text with what is known of the stay today, in the fields that say it. */
function brought(
  agreement: StoredAgreement,
  stay: StayFacts,
  changed: readonly Different[],
): Content {
  const now = suggestContent(agreement.kind, stay);
  const content: Record<string, string | readonly string[]> = { ...agreement.content };
  const bring = (path: string) => {
    const value = now[path];
    if (value === undefined) delete content[path];
    else content[path] = value;
  };
  const bringSection = (section: string) => {
    const paths = [...Object.keys(content), ...Object.keys(now)];
    for (const path of paths) if (path.startsWith(`${section}.`)) bring(path);
  };
  if (changed.includes("days")) bringDays(agreement, stay, content, bring);
  const host = changed.includes("company");
  if (host) {
    bringSection("hosting");
    for (const path of ["programme.workplaces", "work.workplace"]) bring(path);
  }
  if (host || changed.includes("hosting-partner")) {
    if (!stay.companyId) bringSection("hosting");
    bringSection("intermediary");
    for (const path of ["monitoring.hosting-person", "monitoring.emergency", "work.emergency"]) {
      if (now[path] !== undefined) bring(path);
    }
  }
  if (host || changed.includes("mentor")) {
    // The host names its mentor when it signs; one who is the only one there is proposed.
    const mentor = host ? undefined : onlyMentor(stay);
    for (const part of ["name", "email", "phone"] as const) {
      const value = mentor?.[part];
      if (value) content[`mentor.${part}`] = value;
      else delete content[`mentor.${part}`];
    }
  }
  return content;
}

/** The days, and what follows from them where nobody wrote something else. */
function bringDays(
  agreement: StoredAgreement,
  stay: StayFacts,
  content: Record<string, string | readonly string[]>,
  bring: (path: string) => void,
): void {
  const { from, to } = DAY_FIELDS[agreement.kind];
  const [starts, ends] = [textOf(content, from), textOf(content, to)];
  bring(from);
  bring(to);
  if (!isDay(starts) || !isDay(ends)) return;
  const then = suggestContent(agreement.kind, {
    ...stay,
    starts: starts as Day,
    ends: ends as Day,
  });
  const derived = ["mobility.activity", "stay.activity", "stay.minor"];
  for (const path of derived) {
    if (then[path] !== undefined && textOf(content, path) === textOf(then, path)) bring(path);
  }
  // Paid days are not those of the stay, by travel and by what nobody pays: they move with them.
  const funded = Number(textOf(content, "stay.funded-days"));
  const more = lengthInDays(stay.starts, stay.ends) - lengthInDays(starts as Day, ends as Day);
  if (funded > 0) content["stay.funded-days"] = String(Math.max(1, funded + more));
}
