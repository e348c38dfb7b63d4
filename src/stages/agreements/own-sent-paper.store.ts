import type { Tx } from "../../platform/db/index.ts";
import type { DocxValues } from "../../platform/word/docx.ts";

export type SentPaper = {
  readonly fileId: string;
  readonly digest: string;
  /** Of which text it is. */
  readonly number: number;
  readonly templateId: string;
  readonly templateVersion: number;
  readonly templateYear: number;
  readonly language: string;
  readonly madeAt: Date;
};

/** Every Word paper that went out with an agreement, the newest first. */
export const sentPapersOf = (tx: Tx, agreementId: string): Promise<SentPaper[]> =>
  tx.db
    .selectFrom("agreement_own_papers as p")
    .innerJoin("agreement_files as f", "f.id", "p.file_id")
    .innerJoin("own_templates as t", "t.id", "p.template_id")
    .where("p.agreement_id", "=", agreementId)
    .select([
      "p.file_id as fileId",
      "f.digest",
      "p.number",
      "p.template_id as templateId",
      "t.version as templateVersion",
      "t.year as templateYear",
      "t.language",
      "p.made_at as madeAt",
    ])
    .orderBy("p.number", "desc")
    .orderBy("p.id", "desc")
    .execute();

export async function insertSentPaper(
  tx: Tx,
  from: {
    readonly agreementId: string;
    readonly number: number;
    readonly templateId: string;
    readonly fileId: string;
    readonly facts: DocxValues;
  },
): Promise<void> {
  await tx.db
    .insertInto("agreement_own_papers")
    .values({
      scheme_id: tx.actor.schemeId!,
      agreement_id: from.agreementId,
      number: from.number,
      template_id: from.templateId,
      file_id: from.fileId,
      facts: JSON.stringify(from.facts),
      made_at: tx.now,
    })
    .execute();
}
