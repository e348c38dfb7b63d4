import { hasRole, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { answersOfApplication, type FrozenAnswer, facesOf } from "./answer.store.ts";
import { fieldsOf, NOT_FOR_ASSESSORS, pagesOf } from "./application.forms.ts";

export type { FrozenAnswer } from "./answer.store.ts";

/**
 * What somebody answered, in the words of the day it was sent; undefined for "not there" and "not
 * yours". Blind leaves out every answer that tells who it is or where from, and takes the person's
 * own names, school and town out of the texts, where people write them all the same.
 * What is said about needs is in neither.
 */
export async function readAnswers(
  tx: Tx,
  applicationId: string,
  { blind }: { readonly blind: boolean },
): Promise<readonly FrozenAnswer[] | undefined> {
  const of = await facesOf(tx, applicationId);
  if (!of || !maySee(tx, of.country, blind, applicationId)) return undefined;
  const answers = await answersOfApplication(tx, applicationId);
  if (!blind) return answers;
  const telling = new Set(
    of.definition
      ? fieldsOf(pagesOf(of.definition)).flatMap((field) => (field.identifying ? [field.code] : []))
      : [],
  );
  return answers
    .filter((answer) => !NOT_FOR_ASSESSORS.has(answer.kind) && !telling.has(answer.field))
    .map((answer) => ({ ...answer, answer: withoutNames(answer.answer, of.names) }));
}

/** An assessor sees any case without names; whose case it is, the selection decides. */
function maySee(tx: Tx, country: string, blind: boolean, applicationId: string): boolean {
  const { actor } = tx;
  if (actor.kind === "system") return true;
  if (actor.kind === "learner") return actor.applicationId === applicationId;
  if (actor.kind !== "staff") return false;
  if (blind && hasRole(actor, "assessor")) return true;
  const countries = visibleCountries(actor);
  return countries === null || countries.includes(country);
}

const WITHHELD = "•••";

/** Whole words only, in any case: somebody called Ana keeps the letters in "banana". */
function withoutNames(text: string, names: readonly string[]): string {
  const words = names
    .flatMap((name) => [name, ...name.split(/[\s-]+/)])
    .filter((name) => [...name].length > 1)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (words.length === 0) return text;
  return text.replace(new RegExp(`(?<!\\p{L})(?:${words.join("|")})(?!\\p{L})`, "giu"), WITHHELD);
}
