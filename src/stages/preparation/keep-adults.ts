import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type Day, isDay } from "../../shared/day.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { isSameAdult, readAdult, type TypedAdult } from "./adult.rules.ts";
import {
  insertAdult,
  type ListedAdult,
  listedAdults,
  sendingCountries,
  takeOffList,
  updateAdult,
} from "./adult.store.ts";
import { keepCertificate } from "./group.store.ts";
import { can } from "./preparation.policy.ts";

export type { ListedAdult };

export type AdultList = {
  readonly adults: readonly ListedAdult[];
  /** Countries for which the caller may put somebody on the list. */
  readonly countries: readonly string[];
};

/** Adults who may go with groups, of the countries that the caller sees. */
export async function readAdults(tx: Tx): Promise<AdultList | undefined> {
  if (!can.see(tx.actor)) return undefined;
  const countries = await sendingCountries(tx);
  return {
    adults: await listedAdults(tx, wallTimeOf(tx.now).day),
    countries: countries.filter((country) => can.keepAdults(tx.actor, country)),
  };
}

/** What is typed of an adult on the page of the list: also until when the certificate holds. */
export type TypedListed = TypedAdult & { readonly validUntil: string };

const aboutScheme = (
  tx: Tx,
  name: `adult.${"added" | "changed" | "ended"}`,
  adultId: string,
): Promise<void> => record(tx, name, { type: "scheme", id: tx.actor.schemeId! }, { adultId });

/** A certificate that was seen today; one that has ended already shows nothing. */
function readCertificate(tx: Tx, validUntil: string): Problem[] {
  if (validUntil === "") return [];
  if (!isDay(validUntil)) return [{ code: "not-a-day", field: "validUntil" }];
  const today = wallTimeOf(tx.now).day;
  return validUntil < today ? [{ code: "certificate-over", field: "validUntil" }] : [];
}

const keepSeen = (tx: Tx, id: string, validUntil: string): Promise<void> =>
  keepCertificate(tx, id, { on: wallTimeOf(tx.now).day, validUntil: validUntil as Day });

/** Puts somebody on the list; the same person stands there once. */
export async function addListed(
  tx: Tx,
  country: string,
  typed: TypedListed,
): Promise<Result<string>> {
  const list = await readAdults(tx);
  if (!list || list.countries.length === 0) return notFound;
  const { adult, problems } = readAdult(typed);
  const all = [...problems, ...readCertificate(tx, typed.validUntil)];
  if (!list.countries.includes(country)) all.push({ code: "choose-one", field: "country" });
  const there = list.adults.some((one) => one.country === country && isSameAdult(one, adult));
  if (there) all.push({ code: "adult-there", field: "name" });
  if (all.length > 0) return refuse(...all);
  const id = await insertAdult(tx, country, adult);
  if (typed.validUntil !== "") await keepSeen(tx, id, typed.validUntil);
  await aboutScheme(tx, "adult.added", id);
  return ok(id);
}

async function workedOn(tx: Tx, adultId: string): Promise<ListedAdult | undefined> {
  const adult = (await readAdults(tx))?.adults.find(({ id }) => id === adultId);
  return adult && can.keepAdults(tx.actor, adult.country) ? adult : undefined;
}

export async function changeListed(
  tx: Tx,
  adultId: string,
  typed: TypedListed,
): Promise<Result<null>> {
  const before = await workedOn(tx, adultId);
  if (!before) return notFound;
  const { adult, problems } = readAdult(typed);
  const isNew = typed.validUntil !== (before.validUntil ?? "");
  const all = [...problems, ...(isNew ? readCertificate(tx, typed.validUntil) : [])];
  // What somebody has seen is not unseen; a newer certificate takes its place.
  if (typed.validUntil === "" && before.validUntil !== null) {
    all.push({ code: "required", field: "validUntil" });
  }
  if (all.length > 0) return refuse(...all);
  await updateAdult(tx, before.id, adult);
  if (isNew) await keepSeen(tx, before.id, typed.validUntil);
  await aboutScheme(tx, "adult.changed", before.id);
  return ok(null);
}

/** Nobody chooses this adult any more; whoever still goes with a group has to leave it first. */
export async function endListed(tx: Tx, adultId: string): Promise<Result<null>> {
  const adult = await workedOn(tx, adultId);
  if (!adult) return notFound;
  if (adult.flows.length > 0) {
    return refuse({ code: "adult-goes", params: { flows: adult.flows.join(", ") } });
  }
  await takeOffList(tx, adult.id);
  await aboutScheme(tx, "adult.ended", adult.id);
  return ok(null);
}
