import { type EventCertificate, fingerprintOf, type PaperLanguage } from "../../documents/index.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale, wordsFor } from "../../platform/i18n/index.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { certificateCode, newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { paperFunding } from "../agreements/paper-funding.ts";
import { checkPath } from "../agreements/seal-paper.ts";
import type { OwnRegistration } from "../events/own-registration.ts";
import { readOrganisation } from "../organisations/read-organisations.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import type { Scheme } from "../schemes/scheme.ts";
import {
  certificateBy,
  certificateOf,
  endCertificate,
  insertCertificate,
  type StoredCertificate,
  sealedFile,
} from "./certificate.store.ts";
import { keptEvent } from "./kept-event.ts";
import { type AttendanceList, type Attendee, attendanceOf } from "./read-attendance.ts";
import { minutesIn } from "./share.rules.ts";

export type { StoredCertificate } from "./certificate.store.ts";

/** Whether everything that was on is over: before that nobody has a final share. */
export const isOver = ({ event }: AttendanceList, now: Date): boolean =>
  event.sessions.length > 0 && event.sessions.every(({ endsAt }) => endsAt <= now);

/** One for everybody who was there long enough and has none yet. @returns how many were made */
export async function issueCertificates(
  tx: Tx,
  eventId: string,
  publicUrl: string,
): Promise<Result<number>> {
  const list = (await keptEvent(tx, eventId)) && (await attendanceOf(tx, eventId));
  if (!list) return notFound;
  if (!isOver(list, tx.now)) return refuse({ code: "event-not-over" });
  let made = 0;
  for (const one of list.people) {
    if (one.earned && one.certificateId === null) made += await issue(tx, list, one, publicUrl);
  }
  return ok(made);
}

/** Whoever holds the ticket asks for the own one. */
export async function issueOwnCertificate(
  { tx, registration, event }: OwnRegistration,
  publicUrl: string,
): Promise<Result<null>> {
  const list = await attendanceOf(tx, event.id, registration.id);
  const [own] = list?.people ?? [];
  if (!list || !own) return notFound;
  if (!isOver(list, tx.now)) return refuse({ code: "event-not-over" });
  if (!own.earned) {
    return refuse({
      code: "share-too-small",
      params: { share: own.share.percent, needed: list.neededShare },
    });
  }
  if (own.certificateId === null) await issue(tx, list, own, publicUrl);
  return ok(null);
}

/** One that was given by mistake is no certificate any more; whoever checks it reads so. */
export async function withdrawCertificate(
  tx: Tx,
  eventId: string,
  registrationId: string,
): Promise<Result<null>> {
  if (!isUuid(registrationId) || !(await keptEvent(tx, eventId))) return notFound;
  const list = await attendanceOf(tx, eventId, registrationId);
  if (!list?.people[0]) return notFound;
  const id = await endCertificate(tx, registrationId);
  if (!id) return notFound;
  await record(tx, "event.certificate-withdrawn", { type: "event", id: eventId }, { id });
  return ok(null);
}

async function issue(
  tx: Tx,
  list: AttendanceList,
  one: Attendee,
  publicUrl: string,
): Promise<0 | 1> {
  const scheme = await readScheme(tx);
  if (!scheme) throw new Error("a certificate outside a scheme");
  const id = newId();
  const code = certificateCode();
  const model = await modelOf(tx, { scheme, list, one, code, publicUrl });
  const isNew = await insertCertificate(tx, {
    id,
    eventId: list.event.id,
    registrationId: one.registrationId,
    code,
    model,
    textHash: fingerprintOf(model),
  });
  if (!isNew) return 0;
  await enqueue(
    tx,
    "seal-event-certificate",
    { certificateId: id },
    { key: `seal-event-certificate:${id}` },
  );
  await record(
    tx,
    "event.certificate-made",
    { type: "event", id: list.event.id },
    { id, registrationId: one.registrationId, minutes: one.share.minutes },
  );
  return 1;
}

async function modelOf(
  tx: Tx,
  from: {
    readonly scheme: Scheme;
    readonly list: AttendanceList;
    readonly one: Attendee;
    readonly code: string;
    readonly publicUrl: string;
  },
): Promise<EventCertificate> {
  const { scheme, list, one, code, publicUrl } = from;
  const { event } = list;
  const own: PaperLanguage = isLocale(one.locale) ? one.locale : "en";
  const languages = own === "en" ? (["en"] as const) : ([own, "en"] as const);
  const organiser = event.organiserId ? await readOrganisation(tx, event.organiserId) : null;
  const arrivals = new Map(one.arrivals.map(({ sessionId, at }) => [sessionId, new Date(at)]));
  const place = event.city && [event.city, event.country].filter(Boolean).join(", ");
  return {
    paper: "event-certificate",
    year: 2026,
    languages,
    madeAt: new Date(Math.floor(tx.now.getTime() / 1000) * 1000).toISOString().replace(".000", ""),
    code,
    checkAddress: new URL(checkPath(own, scheme.slug, code), publicUrl).toString(),
    funding: paperFunding(scheme.settings.funding, languages),
    issuer: scheme.name.en ?? scheme.slug,
    sample: scheme.invented,
    signatures: [],
    participant: {
      name: one.givenNames ? `${one.givenNames} ${one.familyName ?? ""}`.trim() : one.name,
      ...(one.birthDate ? { born: one.birthDate } : {}),
      organisation: one.organisationName ?? one.organisation,
    },
    event: {
      titles: languages.map((language) => wordsFor(language).local(event.title)),
      from: event.starts,
      to: event.ends,
      mode: one.mode,
      ...(place ? { place } : {}),
      ...(organiser ? { organiser: organiser.name } : {}),
    },
    minutes: one.share.minutes,
    ofMinutes: one.share.ofMinutes,
    percent: one.share.percent,
    sessions: event.sessions.flatMap((session) => {
      const arrivedAt = arrivals.get(session.id);
      const minutes = arrivedAt ? minutesIn(session, arrivedAt) : 0;
      const { day } = wallTimeOf(session.startsAt);
      return minutes > 0 ? [{ title: session.title, day, minutes }] : [];
    }),
  };
}

/** The own certificate and, once it is sealed, its file. */
export async function readOwnCertificate({
  tx,
  registration,
}: OwnRegistration): Promise<StoredCertificate | null> {
  return (await certificateOf(tx, registration.id)) ?? null;
}

export async function readCertificateFile(
  tx: Tx,
  certificate: StoredCertificate,
): Promise<Buffer | null> {
  return (await sealedFile(tx, certificate.id)) ?? null;
}

/** What anybody may know of a certificate who holds it: no name is among it. */
export type CheckedCertificate = {
  readonly code: string;
  readonly textHash: string;
  readonly madeAt: Date;
  readonly digest: string | null;
  readonly withdrawnAt: Date | null;
  readonly titles: readonly string[];
  readonly minutes: number;
  readonly ofMinutes: number;
};

export async function checkCertificate(
  tx: Tx,
  by: { readonly code: string } | { readonly digest: string },
): Promise<CheckedCertificate | undefined> {
  const found = await certificateBy(tx, by);
  if (!found) return undefined;
  const { model, code, textHash, madeAt, digest, withdrawnAt } = found;
  const { minutes, ofMinutes, event } = model;
  return { code, textHash, madeAt, digest, withdrawnAt, minutes, ofMinutes, titles: event.titles };
}
