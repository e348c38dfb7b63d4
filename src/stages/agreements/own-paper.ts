/** Papers of stays made with a consortium's own templates. */
import type { Tx } from "../../platform/db/index.ts";
import type { CappedChild } from "../../platform/files/capped-child.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can as canAgree } from "./agreement.policy.ts";
import { liveAgreement, newestVersion } from "./agreement.store.ts";
import { type AgreementKind, type Content, isKind, KINDS } from "./agreement.ts";
import { type StayFacts, stayFacts } from "./facts.store.ts";
import { ownPaperById, ownPapersOf } from "./own-paper.store.ts";
import { can } from "./own-template.policy.ts";
import { ownTemplateById, ownTemplateBytes } from "./own-template.store.ts";
import type { OwnPaper, OwnTemplate } from "./own-template.ts";
import { fillOwnTemplate } from "./own-template-check.ts";
import { pinTemplate, stayValues, suitable } from "./own-template-suits.ts";
import { readContent } from "./send-agreement.ts";
import { suggestContent } from "./suggest-content.ts";

export type OwnPaperChoice = {
  readonly kind: AgreementKind;
  /** What it is made with; null where none was begun. */
  readonly paper: OwnPaper | null;
  readonly template: OwnTemplate | null;
  /** What a new paper would be made with, where that is another one. */
  readonly newer: OwnTemplate | null;
};

/** Undefined for "not there" and for another country's stay alike. */
export async function readOwnPapers(
  tx: Tx,
  mobilityId: string,
): Promise<{ readonly stay: StayFacts; readonly papers: readonly OwnPaperChoice[] } | undefined> {
  if (!can.see(tx.actor) || !isUuid(mobilityId)) return undefined;
  const stay = await stayFacts(tx, mobilityId);
  if (!stay) return undefined;
  const begun = await ownPapersOf(tx, mobilityId);
  const papers: OwnPaperChoice[] = [];
  for (const kind of KINDS) {
    const paper = begun.find((one) => one.kind === kind) ?? null;
    const template = paper ? ((await ownTemplateById(tx, paper.templateId)) ?? null) : null;
    const newest = (await suitable(tx, kind, stay)) ?? null;
    papers.push({ kind, paper, template, newer: newest?.id === template?.id ? null : newest });
  }
  return { stay, papers };
}

/**
 * Begins the paper of a stay: from now on it is made with one version. Asked again the one that was
 * begun is given back, unless the newest is asked for.
 */
export async function beginOwnPaper(
  tx: Tx,
  from: { readonly mobilityId: string; readonly kind: string; readonly newest?: boolean },
): Promise<Result<string>> {
  if (!can.make(tx.actor) || !isUuid(from.mobilityId)) return notFound;
  const stay = await stayFacts(tx, from.mobilityId);
  if (!stay || !canAgree.workOn(tx.actor, stay.sendingCountry)) return notFound;
  const { kind } = from;
  if (!isKind(kind)) return refuse({ code: "choose-one", field: "kind" });
  const pinned = await pinTemplate(tx, stay, { kind, newest: from.newest ?? false });
  return pinned ? ok(pinned.paperId) : refuse({ code: "own-template-none-suits" });
}

export type FilledPaper = { readonly name: string; readonly bytes: Buffer };

/**
 * The paper with what is agreed today, made with the version it was begun with.
 * @param child a process that fills several papers in a row
 */
export async function fillOwnPaper(
  tx: Tx,
  paperId: string,
  child?: CappedChild,
): Promise<Result<FilledPaper>> {
  if (!can.see(tx.actor) || !isUuid(paperId)) return notFound;
  const paper = await ownPaperById(tx, paperId);
  const stay = paper && (await stayFacts(tx, paper.mobilityId));
  const template = paper && (await ownTemplateById(tx, paper.templateId));
  if (!paper || !stay || !template) return notFound;
  const { kind } = paper;
  const values = await stayValues(tx, stay, template, await agreed(tx, kind, stay));
  const bytes = await ownTemplateBytes(tx, template.id);
  const filled = await fillOwnTemplate({ kind, bytes, values }, child);
  if (!filled.ok) return filled;
  const name = `${stay.familyName} ${stay.givenNames}, ${stay.reference}, ${kind}.docx`;
  return ok({ name, bytes: filled.value.bytes });
}

/** What was sent where something was, else the draft, else all that is known of the stay. */
async function agreed(
  tx: Tx,
  kind: AgreementKind,
  stay: StayFacts,
): Promise<{ readonly content: Content; readonly code: string }> {
  const agreement = await liveAgreement(tx, { mobilityId: stay.mobilityId, kind });
  if (!agreement) return { content: suggestContent(kind, stay), code: "" };
  const sent = await newestVersion(tx, agreement.id);
  return { content: sent ? readContent(sent) : agreement.content, code: agreement.code };
}
