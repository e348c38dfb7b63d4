/**
 * The consortium's own Word paper that goes out with an agreement. Filled before anything is written,
 * so that an agreement whose paper cannot be filled is not half sent.
 */
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { CappedChild } from "../../platform/files/capped-child.ts";
import type { DocxValues } from "../../platform/word/docx.ts";
import { WORD_TYPE } from "../../platform/word/parts-of.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import type { StoredAgreement } from "./agreement.store.ts";
import type { Content } from "./agreement.ts";
import { stayFacts } from "./facts.store.ts";
import { keepFile } from "./keep-file.ts";
import { insertSentPaper, sentPapersOf } from "./own-sent-paper.store.ts";
import { ownTemplateBytes } from "./own-template.store.ts";
import type { OwnTemplate } from "./own-template.ts";
import { fillOwnTemplate } from "./own-template-check.ts";
import { pinTemplate, stayValues } from "./own-template-suits.ts";

export type PaperToSend = {
  readonly template: OwnTemplate;
  readonly facts: DocxValues;
  readonly bytes: Buffer;
};

/**
 * Null where this kind goes out as we word it, or no template suits the stay.
 * @param child a process that fills several papers in a row; else one of its own
 */
export async function paperToSend(
  tx: Tx,
  agreement: Pick<StoredAgreement, "kind" | "mobilityId" | "code">,
  content: Content,
  child?: CappedChild,
): Promise<Result<PaperToSend | null>> {
  const { kind } = agreement;
  const scheme = await readScheme(tx);
  if (!scheme?.settings.ownPapers?.includes(kind)) return ok(null);
  const stay = await stayFacts(tx, agreement.mobilityId);
  const pinned = stay && (await pinTemplate(tx, stay, { kind, newest: false }));
  if (!stay || !pinned) return ok(null);
  const { template } = pinned;
  const facts = await stayValues(tx, stay, template, { content, code: agreement.code });
  const bytes = await ownTemplateBytes(tx, template.id);
  const filled = await fillOwnTemplate({ kind, bytes, values: facts }, child);
  if (!filled.ok) return refuse(...namedTemplate(template, filled.problems));
  return ok({ template, facts, bytes: filled.value.bytes });
}

/** Which file it is, before what is wrong in it: nobody who sends has it open. */
const namedTemplate = (template: OwnTemplate, problems: readonly Problem[]): Problem[] => [
  {
    code: "own-template-unfilled",
    params: { file: template.fileName, version: template.version, templateId: template.id },
  },
  ...problems.map(({ code, params }) => (params ? { code, params } : { code })),
];

/** Keeps the paper beside a text that was sent, by its hash, with what it was filled with. */
export async function keepSentPaper(
  tx: Tx,
  of: { readonly agreementId: string; readonly number: number },
  paper: PaperToSend,
): Promise<Result<string>> {
  const { template, facts, bytes } = paper;
  const kept = await keepFile(tx, {
    agreementId: of.agreementId,
    kind: "own",
    version: of.number,
    file: { type: WORD_TYPE, bytes },
  });
  if (!kept.ok) return kept;
  const [newest] = await sentPapersOf(tx, of.agreementId);
  if (newest?.number === of.number && newest.fileId === kept.value) return kept;
  await insertSentPaper(tx, { ...of, templateId: template.id, fileId: kept.value, facts });
  await record(
    tx,
    "agreement.own-paper-made",
    { type: "agreement", id: of.agreementId },
    { version: of.number, templateId: template.id, fileId: kept.value },
  );
  return kept;
}
