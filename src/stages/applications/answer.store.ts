import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { SpokenAnswer } from "./answers-in-words.ts";
import type { FormDefinition } from "./application.forms.ts";

/** Freezes what was answered, in the words that stood there; each sending has rows of its own. */
export async function insertAnswers(
  tx: Tx,
  applicationId: string,
  revision: number,
  locale: string,
  answers: readonly SpokenAnswer[],
): Promise<void> {
  if (answers.length === 0) return;
  await tx.db
    .insertInto("application_answers")
    .values(
      answers.map(({ field, kind, question, answer }, at) => ({
        scheme_id: tx.actor.schemeId!,
        application_id: applicationId,
        revision,
        position: at + 1,
        field,
        kind,
        question,
        answer,
        locale,
      })),
    )
    .execute();
}

export type FrozenAnswer = {
  readonly field: string;
  readonly kind: string;
  readonly question: string;
  readonly answer: string;
  readonly locale: string;
};

/** The answers as they were last sent. */
export const answersOfApplication = (tx: Tx, applicationId: string): Promise<FrozenAnswer[]> =>
  tx.db
    .selectFrom("application_answers as s")
    .innerJoin("applications as a", (join) =>
      join.onRef("a.id", "=", "s.application_id").onRef("a.revision", "=", "s.revision"),
    )
    .where("s.application_id", "=", applicationId)
    .select(["s.field", "s.kind", "s.question", "s.answer", "s.locale"])
    .orderBy("s.position")
    .execute();

/** Whose answers they are, for saying who may see them and for leaving names out. */
export async function facesOf(
  tx: Tx,
  applicationId: string,
): Promise<
  | {
      readonly country: string;
      readonly names: readonly string[];
      readonly definition: FormDefinition | null;
    }
  | undefined
> {
  if (!isUuid(applicationId)) return undefined;
  const row = await tx.db
    .selectFrom("applications as a")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("organisations as o", "o.id", "a.organisation_id")
    .leftJoin("form_versions as v", "v.id", "a.form_version_id")
    .where("a.id", "=", applicationId)
    .select([
      "a.sending_country as country",
      "p.given_names as given",
      "p.family_name as family",
      "o.city",
      "v.definition",
    ])
    .executeTakeFirst();
  return (
    row && {
      country: row.country,
      names: [row.given, row.family, row.city],
      definition: row.definition as FormDefinition | null,
    }
  );
}
