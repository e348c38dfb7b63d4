import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type AnyLocale, isLocale } from "../../platform/i18n/index.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { cardsOf } from "./find.store.ts";
import {
  allKits,
  choosableWorks,
  insertKit,
  type KitText,
  kitById,
  retireKit,
  updateKit,
  worksAmong,
} from "./kit.store.ts";
import { can } from "./resource.policy.ts";
import { READERS, type ResourceCard, type ResourceKit } from "./resource.ts";

export type { KitText } from "./kit.store.ts";

export const MOST_IN_KIT = 30;
const LONGEST = { title: 150, about: 400 };

/** Kits in use; anybody may read them. */
export const listKits = (tx: Tx): Promise<ResourceKit[]> => allKits(tx);
export const readKit = kitById;
/** What is in a kit, in its order and in the reader's language; what is withdrawn is left out. */
export const readKitCards = (
  tx: Tx,
  kit: ResourceKit,
  reader: AnyLocale,
): Promise<(ResourceCard & { readonly workId: string })[]> => cardsOf(tx, kit.works, reader);
export const listChoosable = choosableWorks;

const tidied = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([locale, text]) => [locale, text.replace(/\s+/g, " ").trim()] as const)
      .filter(([, text]) => text !== ""),
  );

/** What is wrong with the words of a kit and with whom and how much it is for. */
export function kitTextProblems(from: KitText): Problem[] {
  const problems: Problem[] = [];
  for (const part of ["title", "about"] as const) {
    const texts = Object.entries(from[part]);
    if (!from[part].en) problems.push({ code: "required", field: `${part}-en` });
    for (const [locale, text] of texts) {
      if (!isLocale(locale)) problems.push({ code: "choose-one", field: `${part}-${locale}` });
      if (text.length > LONGEST[part]) {
        problems.push({
          code: "too-long",
          params: { max: LONGEST[part] },
          field: `${part}-${locale}`,
        });
      }
    }
  }
  if (from.readers.length === 0) problems.push({ code: "resource-no-readers", field: "readers" });
  else if (!from.readers.every((one) => READERS.includes(one))) {
    problems.push({ code: "not-a-choice", field: "readers" });
  }
  if (from.works.length === 0) problems.push({ code: "kit-empty", field: "works" });
  else if (from.works.length > MOST_IN_KIT) {
    problems.push({ code: "kit-full", params: { max: MOST_IN_KIT }, field: "works" });
  }
  return problems;
}

async function kitProblems(tx: Tx, from: KitText): Promise<readonly Problem[]> {
  const problems = kitTextProblems(from);
  if (!problems.some(({ field }) => field === "works")) {
    const there = from.works.every(isUuid) ? await worksAmong(tx, from.works) : new Set();
    if (!from.works.every((work) => there.has(work))) {
      problems.push({ code: "not-a-choice", field: "works" });
    }
  }
  return problems;
}

/** Puts resources together for a job, or puts them together anew. */
export async function saveKit(
  tx: Tx,
  id: string | null,
  from: KitText,
  guide: string | null = null,
): Promise<Result<string>> {
  if (!can.keepKits(tx.actor)) return notFound;
  if (id !== null && !(await kitById(tx, id))) return notFound;
  const to: KitText = {
    title: tidied(from.title),
    about: tidied(from.about),
    readers: [...new Set(from.readers)],
    works: [...new Set(from.works)],
  };
  const problems = await kitProblems(tx, to);
  if (problems.length > 0) return refuse(...problems);
  if (id !== null && !(await updateKit(tx, id, to))) return notFound;
  const saved = id ?? (await insertKit(tx, to, guide));
  await record(tx, "resource-kit.saved", { type: "resource-kit", id: saved });
  return ok(saved);
}

/** Takes a kit out of use; what was in it stays in the library. */
export async function removeKit(tx: Tx, id: string): Promise<Result<null>> {
  if (!can.keepKits(tx.actor) || !isUuid(id) || !(await retireKit(tx, id))) return notFound;
  await record(tx, "resource-kit.retired", { type: "resource-kit", id });
  return ok(null);
}
