import { createHash } from "node:crypto";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import type { Call } from "../calls/call.ts";
import { mayApply } from "../calls/may-apply.rules.ts";
import type { Typed } from "./answers.forms.ts";
import {
  type Answer,
  type Answers,
  type FormDefinition,
  fieldsOf,
  pagesOf,
} from "./application.forms.ts";
import { actorEntered } from "./application.rules.ts";
import { can } from "./draft.policy.ts";
import { draftById, insertDraft, updateAnswers } from "./draft.store.ts";
import type { EnteredBy } from "./draft.ts";
import { latePermission } from "./late-paper.rules.ts";
import { permissionFor } from "./read-draft.ts";
import { mergedAnswers, readTypedPage } from "./save-answers.ts";
import { ensureFormOfCall } from "./standard-forms.ts";

/** What the code of a class tells, so that nobody has to: school and trade. */
export type ClassFacts = {
  readonly code: string;
  readonly organisationId: string;
  readonly school: string;
  readonly town: string;
  readonly country: string;
  /** Null of a class in which several trades are learnt. */
  readonly trade: string | null;
  readonly teacher: string | null;
};

/** Answers that a class code gives. */
function answersOfClass(definition: FormDefinition, of: ClassFacts | null): Answers {
  if (!of) return {};
  const answers: Record<string, Answer> = {};
  for (const field of fieldsOf(pagesOf(definition))) {
    if (field.kind === "school") {
      answers[field.code] = {
        country: of.country,
        town: of.town,
        organisationId: of.organisationId,
        name: of.school,
      };
    }
    if (field.kind === "trade-year" && of.trade !== null)
      answers[field.code] = { trade: of.trade, year: "" };
  }
  return answers;
}

/**
 * The first page's answers begin an application: from here on there is a code. The page carries a
 * key; sent again, with whatever is written on it then, it means the application it began.
 */
export async function beginApplication(
  tx: Tx,
  from: {
    readonly call: Call;
    readonly key: string;
    readonly locale: string;
    readonly typed: Typed;
    readonly ofClass: ClassFacts | null;
    readonly enteredBy?: EnteredBy;
  },
): Promise<Result<{ readonly draftId: string }>> {
  if (!can.begin(tx.actor)) return notFound;
  if (!isUuid(from.key)) return refuse({ code: "form-expired" });
  const startKey = createHash("sha256").update(`start:${from.key}`).digest("hex");
  const form = await ensureFormOfCall(tx, from.call);
  const [first] = pagesOf(form.definition);
  if (!first) return notFound;
  const given = answersOfClass(form.definition, from.ofClass);
  const read = await readTypedPage(tx, first, from.typed, {
    callId: from.call.id,
    country: null,
    answers: given,
  });
  if (read.problems.length > 0) return refuse(...read.problems);

  const { id, isNew } = await insertDraft(tx, {
    id: newId(),
    callId: from.call.id,
    formVersionId: form.id,
    startKey,
    locale: from.locale,
    classCode: from.ofClass?.code ?? null,
    answers: { ...given, ...read.answers },
    enteredBy:
      from.enteredBy ??
      (tx.actor.kind === "anonymous" ? { kind: "applicant" } : actorEntered(tx.actor)),
  });
  if (isNew) {
    const permitted = from.enteredBy?.receivedOn
      ? latePermission(from.call, tx.now)
      : mayApply({ call: from.call, extension: null, startedAt: null, now: tx.now });
    return permitted.ok ? ok({ draftId: id }) : permitted;
  }
  const draft = await draftById(tx, { id }, true);
  if (draft?.call.id !== from.call.id) return notFound;
  if (draft.state === "open") {
    const permitted = permissionFor(draft, tx.now);
    if (!permitted.ok) return permitted;
    const answers = mergedAnswers(draft.definition, draft.answers, read.answers);
    await updateAnswers(tx, id, answers, from.locale);
  }
  return ok({ draftId: id });
}
