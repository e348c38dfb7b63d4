import { fingerprintOf, type PaperLanguage, type PaperModel } from "../../documents/index.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { ok, type Result } from "../../shared/result.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { agreementById, type StoredAgreement } from "./agreement.store.ts";
import { pageLocale, writeTo } from "./ask-parties.ts";
import { newestSealed } from "./file.store.ts";
import { keepFile } from "./keep-file.ts";
import { paperFunding } from "./paper-funding.ts";
import { paperModel } from "./paper-model.ts";
import { readStand } from "./read-standings.ts";
import { changeName } from "./shown-text.ts";
import { signingSecret } from "./signing-link.ts";
import { tradeOf } from "./wall.store.ts";

/** Where anybody checks a paper by its code. */
export const checkPath = (locale: string, scheme: string, code: string): string =>
  `/${locale}/${scheme}/check-paper?code=${code}`;

export type ReadyPaper = {
  readonly agreement: StoredAgreement;
  readonly model: PaperModel;
  readonly version: number;
  readonly madeAt: Date;
};

/** The frozen model of the text of today with the signatures that stand; undefined for a draft. */
export async function readPaper(
  tx: Tx,
  agreementId: string,
  publicUrl: string,
): Promise<ReadyPaper | undefined> {
  const agreement = await agreementById(tx, agreementId);
  const stand = agreement && (await readStand(tx, agreement));
  const scheme = await readScheme(tx);
  if (!agreement || !stand || !scheme) return undefined;
  // The time of the paper is that of its last signature, so that a repeat gives the same bytes.
  const times = stand.standings.flatMap(({ valid }) => (valid ? [valid.at.getTime()] : []));
  const madeAt = new Date(Math.max(stand.version.sentAt.getTime(), ...times));
  const locale = pageLocale({ locale: agreement.languages[0] ?? "en" });
  const model = paperModel({
    agreement,
    version: stand.version,
    standings: stand.standings,
    madeAt,
    checkAddress: new URL(checkPath(locale, scheme.slug, agreement.code), publicUrl).toString(),
    issuer: scheme.name.en ?? scheme.slug,
    funding: paperFunding(scheme.settings.funding, agreement.languages as readonly PaperLanguage[]),
    trade: await tradeOf(tx, agreement.mobilityId),
    nameOf: (change) => changeName(agreement, change),
  });
  return { agreement, model, version: stand.version.number, madeAt };
}

/** Whether a paper of everybody's signatures is still to be made. */
export async function needsPaper(tx: Tx, ready: ReadyPaper): Promise<boolean> {
  if (ready.agreement.state !== "signed") return false;
  const newest = await newestSealed(tx, ready.agreement.id);
  return !newest || newest.at < ready.agreement.since;
}

/** Keeps the sealed paper by its hash and tells every party where it lies. */
export async function keepPaper(
  tx: Tx,
  ready: ReadyPaper,
  from: { readonly bytes: Uint8Array; readonly publicUrl: string },
): Promise<Result<string>> {
  const { agreement } = ready;
  const kept = await keepFile(tx, {
    agreementId: agreement.id,
    kind: "sealed",
    version: ready.version,
    file: { type: "application/pdf", bytes: Buffer.from(from.bytes) },
  });
  if (!kept.ok) return kept;
  await record(
    tx,
    "agreement.sealed",
    { type: "agreement", id: agreement.id },
    { fileId: kept.value, text: fingerprintOf(ready.model) },
  );
  const stand = await readStand(tx, agreement);
  for (const { party } of stand?.standings ?? []) {
    if (!party.email) continue;
    await writeTo(tx, party, {
      secret: await signingSecret(tx, party.id),
      code: agreement.code,
      publicUrl: from.publicUrl,
      template: "sign.mail-signed",
    });
  }
  return ok(kept.value);
}
