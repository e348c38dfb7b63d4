import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record, recordAll } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { type Day, isDay } from "../../shared/day.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import {
  deletePapers,
  insertPapers,
  lockPerson,
  movePapersTo,
  numberOf,
  numbersOf,
  useNone,
  usePapers,
} from "./papers.store.ts";
import { can } from "./travel.policy.ts";
import { PASSPORTS, type Papers } from "./travel.ts";
import { selectTraveller } from "./traveller.store.ts";

/** What stands in the boxes of the form. */
export type TypedPapers = Readonly<
  Record<"nationality" | "passport" | "issuer" | "issued" | "expires" | "number", string>
>;

const CODE = /^[A-Z]{2}$/;
const NUMBER = /^[A-Z0-9]{5,20}$/;
/** More than this are a mistake of the hand, not a person of many countries. */
const MOST_PAPERS = 6;

function papersProblems(typed: TypedPapers, number: string): Problem[] {
  const problems: Problem[] = [];
  const add = (field: keyof TypedPapers, code: string, params?: Problem["params"]) =>
    problems.push(params ? { code, params, field } : { code, field });
  if (!CODE.test(typed.nationality)) add("nationality", "choose-one");
  if (!PASSPORTS.some((known) => known === typed.passport)) add("passport", "choose-one");
  // The Coordination Directorate is an office of Serbia, for its own citizens.
  else if (typed.passport === "coordination" && typed.nationality !== "RS") {
    add("passport", "coordination-is-serbian");
  }
  if (!CODE.test(typed.issuer)) add("issuer", "choose-one");
  if (!isDay(typed.issued)) add("issued", "not-a-day");
  if (!isDay(typed.expires)) add("expires", "not-a-day");
  else if (isDay(typed.issued) && typed.expires <= typed.issued) add("expires", "days-reversed");
  if (number !== "" && !NUMBER.test(number)) add("number", "passport-number");
  return problems;
}

/** A person's papers through the actor: "not yours" is "not there". */
async function carried(tx: Tx, personId: string) {
  if (tx.actor.kind !== "staff") return undefined;
  const of = await selectTraveller(tx, personId, visibleCountries(tx.actor));
  return of && can.keepPapers(tx.actor, of) ? of : undefined;
}

/**
 * Writes down a passport; from then on the person travels with it. An older one is kept until the
 * office takes it out: its stamps are asked about. Needs a transaction with purpose `care`.
 */
export async function addPapers(
  tx: Tx,
  personId: string,
  typed: TypedPapers,
): Promise<Result<string>> {
  const of = await carried(tx, personId);
  if (!of) return notFound;
  const number = typed.number.replace(/[\s.-]/g, "").toUpperCase();
  const problems = papersProblems(typed, number);
  if (of.papers.length >= MOST_PAPERS) {
    problems.push({ code: "too-many-papers", params: { max: MOST_PAPERS } });
  }
  if (problems.length > 0) return refuse(...problems);
  const id = newId<"papers">() as string;
  await lockPerson(tx, personId);
  await useNone(tx, personId);
  await insertPapers(
    tx,
    personId,
    {
      id,
      nationality: typed.nationality,
      passport: typed.passport as Papers["passport"],
      issuer: typed.issuer,
      issued: typed.issued as Day,
      expires: typed.expires as Day,
      used: true,
      hasNumber: number !== "",
    },
    number || null,
  );
  await record(tx, "papers.added", { type: "person", id: personId }, { papers: id });
  return ok(id);
}

/** Says with which of the papers the person travels. */
export async function choosePapers(
  tx: Tx,
  personId: string,
  paperId: string,
): Promise<Result<null>> {
  const of = await carried(tx, personId);
  if (!of?.papers.some((papers) => papers.id === paperId)) return notFound;
  await lockPerson(tx, personId);
  await useNone(tx, personId);
  await usePapers(tx, paperId);
  await record(tx, "papers.chosen", { type: "person", id: personId }, { papers: paperId });
  return ok(null);
}

/** Takes papers out, number and all. */
export async function removePapers(
  tx: Tx,
  personId: string,
  paperId: string,
): Promise<Result<null>> {
  const of = await carried(tx, personId);
  if (!of?.papers.some((papers) => papers.id === paperId)) return notFound;
  await deletePapers(tx, paperId);
  await record(tx, "papers.removed", { type: "person", id: personId }, { papers: paperId });
  return ok(null);
}

/**
 * Opens a number, "" where none was written down; the reading leaves a line of history. Needs a
 * transaction with purpose `care`.
 */
export async function readNumber(
  tx: Tx,
  personId: string,
  paperId: string,
): Promise<Result<string>> {
  const of = await carried(tx, personId);
  if (!of?.papers.some((papers) => papers.id === paperId)) return notFound;
  const number = (await numberOf(tx, paperId)) ?? "";
  await record(tx, "papers.number-read", { type: "person", id: personId }, { papers: paperId });
  return ok(number);
}

/**
 * Opens the numbers of a whole group, by papers: one statement, and a line of history for each person
 * as when one is opened. Whoever is not the caller's is not among them. Needs purpose `care`.
 */
export async function readNumbers(
  tx: Tx,
  paperIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (tx.actor.kind !== "staff") return new Map();
  const found = (await numbersOf(tx, paperIds, visibleCountries(tx.actor))).filter((of) =>
    can.readNumber(tx.actor, of),
  );
  await recordAll(
    tx,
    "papers.number-read",
    "person",
    found.map(({ personId, paperId }) => ({ id: personId, data: { papers: paperId } })),
  );
  return new Map(found.map(({ paperId, number }) => [paperId, number]));
}

/** Two rows turned out to be one person; `decidePair` alone calls it. */
export const movePapers = (tx: Tx, from: string, to: string): Promise<void> =>
  movePapersTo(tx, from, to);
