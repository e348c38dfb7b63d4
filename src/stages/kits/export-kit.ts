/** A scheme read as a template: never a person, an application, a letter, a link or an id. */
import type { Tx } from "../../platform/db/index.ts";
import { canonical } from "../../shared/canonical.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { readFrozenForms } from "../applications/take-forms.ts";
import { listCalls, listReserves } from "../calls/read-calls.ts";
import { readRules } from "../consents/set-rule.ts";
import { readOwnAge, readOwnLines } from "../country-sheets/take-lines.ts";
import { readEventTemplates } from "../events/take-templates.ts";
import { listTemplates } from "../messages/save-template.ts";
import { readKindsOf, readMinorsPerAdult } from "../preparation/take-kinds.ts";
import { activityDays } from "../schemes/activity.rules.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import type { ActivityLine, Scheme } from "../schemes/scheme.ts";
import { readVisaRules } from "../travel/change-visa-rules.ts";
import { libraryOf } from "./export-library.ts";
import { papersOf } from "./export-papers.ts";
import type { KitRooms } from "./kit.forms.ts";
import { can } from "./kit.policy.ts";
import type { Kit } from "./kit.ts";
import { digestOf } from "./pack-kit.ts";

/** In the order of what is said, wherever the database kept it. */
const inOrder = <T>(all: readonly T[], by: (one: T) => string = canonical): T[] =>
  all.toSorted((a, b) => (by(a) < by(b) ? -1 : 1));

export async function exportKit(tx: Tx): Promise<Result<Kit>> {
  const own = can.exportKit(tx.actor) ? await readScheme(tx) : null;
  if (!own) return notFound;
  const files = new Map<string, Buffer>();
  const rooms: KitRooms = {
    scheme: schemeOf(own),
    forms: (await readFrozenForms(tx)) as unknown as KitRooms["forms"],
    calls: await callsOf(tx),
    papers: inOrder(await papersOf(tx, files)),
    messages: inOrder((await listTemplates(tx)).map(({ name, texts }) => ({ name, texts }))),
    preparation: await preparationOf(tx, own.lines),
    borders: await bordersOf(tx),
    library: await libraryOf(tx, files),
    countries: await countriesOf(tx),
    events: await eventsOf(tx, own.lines),
  };
  return ok({ rooms, files });
}

/** The grant is another's, and whom to call is a person. */
function schemeOf({ name, lines, countries, settings }: Scheme): KitRooms["scheme"] {
  const { grantNumber: _, ...funding } = settings.funding ?? { line: "funded", emblem: false };
  return {
    name,
    countries: countries.map(({ country }) => country),
    lines: lines.map(lineOf),
    settings: {
      funding: settings.funding ? funding : null,
      readers: (settings.readers as KitRooms["scheme"]["settings"]["readers"]) ?? null,
      consentDays: settings.consentDays ?? null,
      ownPapers: [...(settings.ownPapers ?? [])].sort(),
    },
  };
}

/** With the days that its activity gives it, which a new line gets anyway. */
function lineOf({ id: _, ...line }: ActivityLine): KitRooms["scheme"]["lines"][number] {
  const days = line.activity ? activityDays(line.activity) : { least: null, most: null };
  return {
    ...line,
    minimumDays: line.minimumDays ?? days.least,
    maximumDays: line.maximumDays ?? days.most,
  };
}

/** The rule of each line's newest call, one that was open before one that is only begun. */
async function callsOf(tx: Tx): Promise<KitRooms["calls"]> {
  const calls = new Map<string, Awaited<ReturnType<typeof listCalls>>[number]>();
  for (const call of await listCalls(tx)) {
    const before = calls.get(call.lineCode);
    if (!before || before.state === "draft" || call.state !== "draft")
      calls.set(call.lineCode, call);
  }
  const found: KitRooms["calls"] = [];
  for (const [line, call] of inOrder([...calls], ([code]) => code)) {
    const reserves = await listReserves(tx, call.id);
    found.push({
      line,
      title: call.title,
      about: call.about,
      minimumAge: call.minimumAge,
      maximumAge: call.maximumAge,
      criteria: call.criteria as unknown as KitRooms["calls"][number]["criteria"],
      ties: [...call.ties],
      paid: [...call.paid],
      who: call.who,
      graceMinutes: call.graceMinutes,
      objectionDays: call.objectionDays,
      needsList: call.needsList,
      reserves: reserves.map(({ code, name, ground }) => ({ code, name, ground })),
    });
  }
  return found;
}

async function preparationOf(
  tx: Tx,
  lines: readonly ActivityLine[],
): Promise<KitRooms["preparation"]> {
  const kinds: KitRooms["preparation"]["lines"] = {};
  for (const { id, code } of lines) {
    kinds[code] = (await readKindsOf(tx, id)).map((kind) => ({
      ...kind,
      remindOn: [...kind.remindOn],
    }));
  }
  return { minorsPerAdult: await readMinorsPerAdult(tx), lines: kinds };
}

async function bordersOf(tx: Tx): Promise<KitRooms["borders"]> {
  const visas = (await readVisaRules(tx)).map(({ id: _, setBy: __, setAt: ___, ...rule }) => rule);
  const said = (await readRules(tx)).filter(({ setAt }) => setAt !== null);
  return {
    visas: inOrder(visas),
    consents: inOrder(
      said.map(({ country, guardians, exitNeeded, exitSigners, exitCertified }) => ({
        country,
        guardians,
        exitNeeded,
        exitSigners,
        exitCertified,
      })),
    ),
  };
}

/** How events are held; who came, who spoke and when it was stays here. */
async function eventsOf(tx: Tx, lines: readonly ActivityLine[]): Promise<KitRooms["events"]> {
  const templates = await readEventTemplates(tx, new Map(lines.map(({ id, code }) => [id, code])));
  return inOrder(
    templates.map(({ languages, sessions, ...event }) => ({
      ...event,
      languages: [...languages],
      sessions: [...sessions],
    })),
  );
}

/** Who looked at a source stays at home; the day of it goes along. */
async function countriesOf(tx: Tx): Promise<KitRooms["countries"]> {
  const lines = (await readOwnLines(tx)).map(({ of, ...line }) => ({
    ...line,
    of: of === null ? null : markOf(of),
  }));
  return { age: await readOwnAge(tx), lines: inOrder(lines) };
}

/** What a line of the program says, as a mark that is the same in every installation. */
export const markOf = (line: object): string => digestOf(canonical(line)).slice(0, 16);
