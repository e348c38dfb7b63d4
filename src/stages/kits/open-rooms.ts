/** What each room of a kit becomes, in the order in which one needs another. */
import type { SchemeSettings, StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { keepUpload } from "../../platform/files/upload.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { addOwnTemplate } from "../agreements/own-template-keep.ts";
import { type TakenForms, takeForms } from "../applications/take-forms.ts";
import { addReserve } from "../calls/add-reserve.ts";
import type { NewReserve } from "../calls/call.ts";
import { startCall } from "../calls/copy-call.ts";
import type { Criterion } from "../calls/criterion.ts";
import { setRule } from "../consents/set-rule.ts";
import type { NewSheetLine } from "../country-sheets/country-sheet.ts";
import { setAge } from "../country-sheets/keep-line.ts";
import { readProgramLines, takeLines } from "../country-sheets/take-lines.ts";
import { type EventTemplate, takeEventTemplates } from "../events/take-templates.ts";
import { addGuides } from "../library/add-guides.ts";
import type { ResourceText } from "../library/resource.ts";
import { type TakenKit, type TakenWork, takeWorks } from "../library/take-works.ts";
import { saveTemplate } from "../messages/save-template.ts";
import { setMinorsPerAdult } from "../preparation/keep-group.ts";
import { takeKinds } from "../preparation/take-kinds.ts";
import {
  changeConsentDays,
  changeOwnPapers,
  changeProgramme,
  changeReaders,
} from "../schemes/change-settings.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { takeVisaRules } from "../travel/take-visa-rules.ts";
import type { NewVisaRule } from "../travel/travel.ts";
import { markOf } from "./export-kit.ts";
import type { Room } from "./kit.forms.ts";
import type { Kit, KitWish } from "./kit.ts";

type Opener = (tx: Tx<StaffActor>, kit: Kit, wish: KitWish) => Promise<Result<unknown>>;

const summed = (done: readonly Result<unknown>[]): Result<null> => {
  const problems = done.flatMap((one): readonly Problem[] => (one.ok ? [] : one.problems));
  return problems.length > 0 ? refuse(...problems) : ok(null);
};

const settings: Opener = async (tx, { rooms }, { name, person }) => {
  const { funding, readers, consentDays, ownPapers } = rooms.scheme.settings;
  const programme = { name, funding: funding as SchemeSettings["funding"], contact: person };
  return summed([
    await changeProgramme(tx, programme),
    readers ? await changeReaders(tx, readers as NonNullable<SchemeSettings["readers"]>) : ok(null),
    consentDays ? await changeConsentDays(tx, consentDays) : ok(null),
    ownPapers.length > 0 ? await changeOwnPapers(tx, ownPapers) : ok(null),
  ]);
};

const lineIds = async (tx: Tx): Promise<ReadonlyMap<string, string>> =>
  new Map(((await readScheme(tx))?.lines ?? []).map(({ code, id }) => [code, id]));

/** A draft a line, with days that follow the advice from today on: the office moves them. */
const calls: Opener = async (tx, { rooms }) => {
  const lines = await lineIds(tx);
  const done: Result<unknown>[] = [];
  for (const { line, reserves, criteria, ...call } of rooms.calls) {
    const lineId = lines.get(line);
    if (!lineId) continue;
    const made = await startCall(tx, { ...call, lineId, criteria: criteria as Criterion[] });
    done.push(made);
    if (!made.ok) continue;
    for (const reserve of reserves) {
      const ground = reserve.ground as NewReserve["ground"];
      done.push(await addReserve(tx, { ...reserve, ground, callId: made.value }));
    }
  }
  return summed(done);
};

const papers: Opener = async (tx, { rooms, files }) => {
  const done: Result<unknown>[] = [];
  for (const { file, year, ...paper } of rooms.papers) {
    const bytes = files.get(file);
    done.push(await addOwnTemplate(tx, { ...paper, year: String(year), bytes }));
  }
  return summed(done);
};

const messages: Opener = async (tx, { rooms }) => {
  const done: Result<unknown>[] = [];
  for (const message of rooms.messages) done.push(await saveTemplate(tx, null, message));
  return summed(done);
};

const preparation: Opener = async (tx, { rooms }) => {
  const { minorsPerAdult, lines: kinds } = rooms.preparation;
  const done: Result<unknown>[] = [];
  for (const [code, id] of await lineIds(tx)) {
    const taken = kinds[code];
    if (taken) done.push(await takeKinds(tx, id, taken));
  }
  if (minorsPerAdult !== null) done.push(await setMinorsPerAdult(tx, String(minorsPerAdult)));
  return summed(done);
};

const borders: Opener = async (tx, { rooms }, { countries }) => {
  const done: Result<unknown>[] = [await takeVisaRules(tx, rooms.borders.visas as NewVisaRule[])];
  for (const { guardians, ...rule } of rooms.borders.consents) {
    if (!countries.some(({ country }) => country === rule.country)) continue;
    done.push(await setRule(tx, { ...rule, guardians: String(guardians) }));
  }
  return summed(done);
};

/** A kit without a library of its own: the guides that come with the program, as for any new scheme. */
const library: Opener = async (tx, { rooms, files }) => {
  if (rooms.library.works.length === 0 && rooms.library.kits.length === 0) return addGuides(tx);
  const done: Result<unknown>[] = [];
  const works: TakenWork[] = [];
  for (const { code, texts } of rooms.library.works) {
    const taken: TakenWork["texts"][number][] = [];
    for (const { language, guide, file, ...text } of texts) {
      const kept = file
        ? await keepUpload(tx, {
            bytes: files.get(file.file) ?? Buffer.alloc(0),
            name: file.name,
            kinds: ["pdf", "docx"],
          })
        : null;
      if (kept) done.push(kept);
      const uploadId = kept?.ok ? kept.value : null;
      taken.push({ language, guide, text: { ...text, uploadId } as ResourceText });
    }
    works.push({ code, texts: taken });
  }
  const said = summed(done);
  if (!said.ok) return said;
  return takeWorks(tx, works, rooms.library.kits as TakenKit[]);
};

/** Drafts, as calls are; an event of a line that was left out stays out. */
const events: Opener = async (tx, { rooms }) =>
  takeEventTemplates(tx, rooms.events as readonly EventTemplate[], await lineIds(tx));

/** Sheets of countries that are left out stay out; those of hosts come along. */
const countries: Opener = async (tx, { rooms }, wish) => {
  const known = new Map(
    (await readProgramLines(tx)).map(({ id, ...line }) => [markOf(line), id] as const),
  );
  const left = rooms.scheme.countries.filter(
    (code) => !wish.countries.some(({ country }) => country === code),
  );
  const lines = rooms.countries.lines
    .filter(({ country }) => !left.includes(country))
    .map(({ shown, of, ...line }) => ({
      line: line as NewSheetLine,
      shown,
      of: of === null ? null : (known.get(of) ?? null),
    }));
  const { age } = rooms.countries;
  const from = rooms.scheme.name.en ?? "Kalfa";
  return summed([
    await takeLines(tx, lines, from),
    age === null ? ok(null) : await setAge(tx, age),
  ]);
};

export const openers: readonly (readonly [Room, Opener])[] = [
  ["forms", (tx, { rooms }) => takeForms(tx, rooms.forms as unknown as TakenForms)],
  ["calls", calls],
  ["papers", papers],
  ["scheme", settings],
  ["messages", messages],
  ["preparation", preparation],
  ["borders", borders],
  ["library", library],
  ["countries", countries],
  ["events", events],
];
