import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { readCall } from "../calls/read-calls.ts";
import type { Typed } from "./answers.forms.ts";
import {
  type Answer,
  type Answers,
  type FormDefinition,
  fieldsOf,
  pagesOf,
} from "./application.forms.ts";
import { can as application } from "./application.policy.ts";
import { selectApplications } from "./application.store.ts";
import { nextDraft } from "./draft.rules.ts";
import { draftById, setDraftState } from "./draft.store.ts";
import type { Draft } from "./draft.ts";
import { enterAnswers } from "./enter-application.ts";
import { insertDraftOfApplication } from "./entry-draft.store.ts";
import { permissionFor } from "./read-draft.ts";
import { ensureFormOfCall } from "./standard-forms.ts";
import type { Submitted } from "./submit-application.ts";

type Row = Awaited<ReturnType<typeof selectApplications>>[number];

/** The answers that an application from a file would have given; what it does not know is asked. */
function answersOfRow(definition: FormDefinition, row: Row, city: string): Answers {
  const answers: Record<string, Answer> = {};
  for (const field of fieldsOf(pagesOf(definition))) {
    const { givenNames, familyName, birthDate } = row;
    if (field.kind === "names") answers[field.code] = { givenNames, familyName };
    if (field.kind === "birth-date") answers[field.code] = birthDate;
    if (field.kind === "school") {
      answers[field.code] = {
        country: row.sendingCountry,
        town: city,
        organisationId: row.organisationId,
        name: row.organisationName,
      };
    }
    if (field.kind === "trade-year") answers[field.code] = { trade: row.trade, year: "" };
    if (field.kind === "contact") {
      answers[field.code] = { phone: row.phone ?? "", email: row.email ?? "", way: "" };
    }
    if (field.kind === "cities") answers[field.code] = row.wishes.map((wish) => wish.flowId);
  }
  return answers;
}

/** The form of an application that was sent or brought, for staff who may correct it. */
export async function readForCorrection(
  tx: Tx,
  applicationId: string,
): Promise<{ readonly draft: Draft; readonly personId: string } | undefined> {
  const [row] = await selectApplications(tx, { id: applicationId }, null);
  if (row?.state !== "submitted") return undefined;
  const { sendingCountry: country, organisationId } = row;
  if (!application.enterFor(tx.actor, { country, organisationId })) return undefined;
  const found = await draftById(tx, { applicationId });
  if (found) return { draft: found, personId: row.personId };
  const call = await readCall(tx, row.callId);
  if (!call) return undefined;
  const form = await ensureFormOfCall(tx, call);
  return {
    personId: row.personId,
    draft: {
      id: "",
      code: row.code,
      locale: row.locale,
      classCode: null,
      answers: answersOfRow(form.definition, row, row.city),
      enteredBy: { kind: "import" },
      state: "sent",
      startedAt: row.submittedAt,
      savedAt: row.submittedAt,
      formVersionId: form.id,
      definition: form.definition,
      call,
      extension: null,
      sent: { applicationId, receipt: 0, at: row.submittedAt, revision: 1, state: "submitted" },
    },
  };
}

/**
 * Corrects an application on somebody's behalf in one act: taken up, written, sent anew. Until the
 * same moment as the person could; what was sent before stays in its frozen answers.
 */
export async function correctOnBehalf(
  tx: Tx,
  applicationId: string,
  typed: Typed,
): Promise<Result<Submitted>> {
  const found = await readForCorrection(tx, applicationId);
  if (!found) return notFound;
  const { draft } = found;
  const permitted = permissionFor(draft, tx.now);
  if (!permitted.ok) return permitted;
  const id = draft.id === "" ? newId() : draft.id;
  if (draft.id === "") {
    const { formVersionId, answers } = draft;
    await insertDraftOfApplication(tx, { id, applicationId, formVersionId, answers });
  }
  const locked = await draftById(tx, { id }, true);
  if (!locked) return notFound;
  if (locked.state === "sent") {
    const to = nextDraft(locked.state, "correct");
    if (!to.ok) return to;
    await setDraftState(tx, id, to.value);
  } else if (locked.state !== "open") {
    return refuse({ code: "draft-not-in-state", params: { state: locked.state } });
  }
  await record(tx, "draft.correction-begun", { type: "draft", id });
  const done = await enterAnswers(tx, id, typed, { send: true, isOtherPerson: true });
  if (!done.ok) return done;
  return done.value ? ok(done.value) : notFound;
}
