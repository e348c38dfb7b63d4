/** Which of a consortium's own templates a stay's paper is made with, and what it is filled with. */
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import type { DocxValues } from "../../platform/word/docx.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import type { AgreementKind, Content } from "./agreement.ts";
import type { StayFacts } from "./facts.store.ts";
import { agreementLanguages } from "./languages.ts";
import { insertOwnPaper, lockStay, ownPapersOf } from "./own-paper.store.ts";
import { inUse, ownTemplateById } from "./own-template.store.ts";
import type { OwnTemplate } from "./own-template.ts";
import { besideOf, ownValues } from "./own-template-values.ts";

/**
 * The newest version that suits a stay: of the latest year that is not after its first day, in the
 * learner's language before the host's before English.
 */
export async function suitable(
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

/** The version that a stay's paper stays with, begun where it was not; undefined where none suits. */
export async function pinTemplate(
  tx: Tx,
  stay: StayFacts,
  from: { readonly kind: AgreementKind; readonly newest: boolean },
): Promise<{ readonly paperId: string; readonly template: OwnTemplate } | undefined> {
  const { kind, newest } = from;
  await lockStay(tx, stay.mobilityId);
  const begun = (await ownPapersOf(tx, stay.mobilityId)).find((one) => one.kind === kind);
  const kept = begun && (await ownTemplateById(tx, begun.templateId));
  const known = begun && kept && { paperId: begun.id, template: kept };
  if (known && !newest) return known;
  const template = await suitable(tx, kind, stay);
  if (!template || template.id === kept?.id) return known;
  const paperId = newId();
  await insertOwnPaper(tx, {
    id: paperId,
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
  return { paperId, template };
}

/** What a template is filled with for a stay: what is agreed, and what is known beside it today. */
export async function stayValues(
  tx: Tx,
  stay: StayFacts,
  { kind, language }: Pick<OwnTemplate, "kind" | "language">,
  agreed: { readonly content: Content; readonly code: string },
): Promise<DocxValues> {
  const scheme = await readScheme(tx);
  const programme = scheme?.name[language] ?? scheme?.name.en ?? scheme?.slug ?? "";
  const beside = besideOf(stay, { day: wallTimeOf(tx.now).day, code: agreed.code, programme });
  return ownValues({ kind, language, content: agreed.content, beside });
}
