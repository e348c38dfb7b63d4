import type { Tx } from "../../platform/db/index.ts";
import { catalogue } from "../../platform/i18n/catalogues.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { type Known, type PageRead, readPage, type Typed } from "./answers.forms.ts";
import {
  type Answer,
  type Answers,
  answerOf,
  type FormDefinition,
  type FormPage,
  fieldsOf,
  pagesOf,
  type SchoolAnswer,
} from "./application.forms.ts";
import { can } from "./draft.policy.ts";
import {
  countriesOfScheme,
  draftById,
  flowsToPick,
  schoolsToPick,
  updateAnswers,
} from "./draft.store.ts";
import type { Draft } from "./draft.ts";
import { saveNeeds } from "./needs.store.ts";
import { countryOf, ownedOf, pagesOfDraft, permissionFor, todayOf } from "./read-draft.ts";

const TRADE = "place.trade.";
/** Trades that have a word in every language. */
export const TRADES: readonly string[] = [...catalogue("en").keys()].flatMap((key) =>
  key.startsWith(TRADE) ? [key.slice(TRADE.length)] : [],
);

/** What the answers of a page are checked against; only what that page asks for is looked up. */
export async function readTypedPage(
  tx: Tx,
  page: FormPage,
  typed: Typed,
  of: { readonly callId: string; readonly country: string | null; readonly answers: Answers },
): Promise<PageRead> {
  const asks = (kind: string) => page.fields.some((field) => field.kind === kind);
  const known: Known = {
    today: todayOf(tx),
    answers: of.answers,
    trades: TRADES,
    countries: asks("school") ? await countriesOfScheme(tx) : [],
    schools: asks("school") ? await schoolsToPick(tx) : [],
    flowIds:
      asks("cities") && of.country !== null
        ? (await flowsToPick(tx, of.callId, of.country)).map((flow) => flow.id)
        : [],
  };
  return readPage(page, typed, known);
}

/** Answers with a page's new ones. Wishes for another country's places go with the country. */
export function mergedAnswers(
  definition: FormDefinition,
  before: Answers,
  given: Answers,
): Answers {
  const after: Record<string, Answer> = { ...before, ...given };
  const country = (answers: Answers) =>
    answerOf<SchoolAnswer>(definition, answers, "school")?.country;
  if (country(before) !== undefined && country(before) !== country(after)) {
    for (const field of fieldsOf(pagesOf(definition))) {
      if (field.kind === "cities") delete after[field.code];
    }
  }
  return after;
}

/**
 * Keeps the answers of one page. Saving twice is saving once, so no key is needed: a tap that came
 * twice, a page sent again after the line came back and the back button all end in the last answer.
 */
export async function saveAnswers(
  tx: Tx,
  draftId: string,
  pageCode: string,
  typed: Typed,
  locale: string,
): Promise<Result<Draft>> {
  const draft = await draftById(tx, { id: draftId }, true);
  if (!draft || !can.write(tx.actor, ownedOf(draft))) return notFound;
  const page = pagesOfDraft(draft, todayOf(tx)).find((each) => each.code === pageCode);
  if (!page) return notFound;
  if (draft.state !== "open") {
    return refuse({ code: "draft-not-in-state", params: { state: draft.state } });
  }
  const permitted = permissionFor(draft, tx.now);
  if (!permitted.ok) return permitted;
  const read = await readTypedPage(tx, page, typed, {
    callId: draft.call.id,
    country: countryOf(draft),
    answers: draft.answers,
  });
  if (read.problems.length > 0) return refuse(...read.problems);
  const answers = mergedAnswers(draft.definition, draft.answers, read.answers);
  if (read.needs !== null) await saveNeeds(tx, draft.id, read.needs);
  await updateAnswers(tx, draft.id, answers, locale);
  return ok({ ...draft, answers, locale, savedAt: tx.now });
}
