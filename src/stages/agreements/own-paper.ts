/** Papers of stays made with a consortium's own templates. */
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { checkDocx } from "../../platform/word/check-docx.ts";
import { fillDocx } from "../../platform/word/docx.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { can as canAgree } from "./agreement.policy.ts";
import { liveAgreement, newestVersion } from "./agreement.store.ts";
import { type AgreementKind, type Content, isKind, KINDS } from "./agreement.ts";
import { type StayFacts, stayFacts } from "./facts.store.ts";
import { agreementLanguages } from "./languages.ts";
import { insertOwnPaper, lockStay, ownPaperById, ownPapersOf } from "./own-paper.store.ts";
import { can } from "./own-template.policy.ts";
import { inUse, ownTemplateById, ownTemplateBytes } from "./own-template.store.ts";
import type { OwnPaper, OwnTemplate } from "./own-template.ts";
import { besideOf, ownValues } from "./own-template-values.ts";
import { readContent } from "./send-agreement.ts";
import { suggestContent } from "./suggest-content.ts";

/**
 * The newest version that suits a stay: of the latest year that is not after its first day, in the
 * learner's language before the host's before English.
 */
async function suitable(
  tx: Tx,
  kind: AgreementKind,
  stay: StayFacts,
): Promise<OwnTemplate | undefined> {
  const found = await inUse(tx, { kind, until: Number(stay.starts.slice(0, 4)) });
  const languages = [...agreementLanguages(kind, stay), "en"];
  return languages
    .map((language) => found.find((one) => one.language === language))
    .find((one) => one !== undefined);
}

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
  await lockStay(tx, stay.mobilityId);
  const begun = (await ownPapersOf(tx, stay.mobilityId)).find((one) => one.kind === kind);
  if (begun && !from.newest) return ok(begun.id);
  const template = await suitable(tx, kind, stay);
  if (!template) return begun ? ok(begun.id) : refuse({ code: "own-template-none-suits" });
  if (begun?.templateId === template.id) return ok(begun.id);
  const id = newId();
  await insertOwnPaper(tx, {
    id,
    mobilityId: stay.mobilityId,
    kind,
    templateId: template.id,
    by: actorId(tx.actor) ?? "",
  });
  await record(
    tx,
    "own-paper.begun",
    { type: "mobility", id: stay.mobilityId },
    { kind, templateId: template.id, version: template.version },
  );
  return ok(id);
}

export type FilledPaper = { readonly name: string; readonly bytes: Buffer };

/** The paper with what is agreed today, made with the version it was begun with. */
export async function fillOwnPaper(tx: Tx, paperId: string): Promise<Result<FilledPaper>> {
  if (!can.see(tx.actor) || !isUuid(paperId)) return notFound;
  const paper = await ownPaperById(tx, paperId);
  const stay = paper && (await stayFacts(tx, paper.mobilityId));
  const template = paper && (await ownTemplateById(tx, paper.templateId));
  if (!paper || !stay || !template) return notFound;
  const { kind } = paper;
  const { content, code } = await agreed(tx, kind, stay);
  const scheme = await readScheme(tx);
  const { language } = template;
  const values = ownValues({
    kind,
    language,
    content,
    beside: besideOf(stay, {
      day: wallTimeOf(tx.now).day,
      code,
      programme: scheme?.name[language] ?? scheme?.name.en ?? scheme?.slug ?? "",
    }),
  });
  const docx = checkDocx(await ownTemplateBytes(tx, template.id));
  const filled = docx.ok ? fillDocx(docx.value, values) : docx;
  if (!filled.ok) return filled;
  const name = `${stay.familyName} ${stay.givenNames}, ${stay.reference}, ${kind}.docx`;
  return ok({ name, bytes: filled.value });
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
