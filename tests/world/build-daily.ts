import type { StaffActor } from "../../src/platform/db/actor.ts";
import { newId } from "../../src/platform/random.ts";
import { addDays } from "../../src/shared/day.ts";
import { beginEntry } from "../../src/stages/applications/enter-application.ts";
import { readCall } from "../../src/stages/calls/read-calls.ts";
import { saveTemplate } from "../../src/stages/messages/save-template.ts";
import { saveView } from "../../src/stages/messages/save-view.ts";
import { scheduleSending } from "../../src/stages/messages/schedule-sending.ts";
import { sendHeld } from "../../src/stages/messages/send-held.ts";
import { writeContact } from "../../src/stages/messages/write-contact.ts";
import { applyAs } from "../support/pupil.ts";
import type { World } from "./build.ts";
import { atNine } from "./days.ts";
import { must } from "./must.ts";

const MIRELA = "mirela@albanianskills.example";
const BLERIM = "blerim@rea.example";

const PAPERS = {
  name: "Letra që mungojnë",
  texts: {
    en: {
      subject: "{call}: bring your papers",
      body: "{given-names} {family-name}, please bring a copy of your passport to your school this week.\n\nQuestions: {contact}",
    },
    sq: {
      subject: "{call}: sill letrat",
      body: "{given-names} {family-name}, të lutem sille këtë javë në shkollë një kopje të pasaportës.\n\nPyetje: {contact}",
    },
  },
};

/**
 * What a week in the offices leaves behind: calls that were written down, a message that went, a
 * paper that waits to be typed in, and two pairs of rows that may be one person each.
 * @param officer of the school in Prishtina
 */
export async function buildDaily(world: World, officer: StaffActor): Promise<void> {
  await buildTwins(world);
  await buildContacts(world, officer);
  await buildSent(world);
  await buildPaper(world);
}

/** Somebody of an earlier call applies again, once with names swapped, once with a figure wrong. */
async function buildTwins(world: World): Promise<void> {
  const { database, clock, days, schemeId } = world;
  clock.moveTo(atNine(addDays(days.today, -6)));
  for (const country of ["AL", "BA"]) {
    const found = await database.withTx({ kind: "system", schemeId }, async ({ db }) => {
      const person = await db
        .selectFrom("applications as a")
        .innerJoin("calls as c", "c.id", "a.call_id")
        .innerJoin("persons as p", "p.id", "a.person_id")
        .where("c.number", "=", 3)
        .where("a.sending_country", "=", country)
        .select(["p.given_names", "p.family_name", "p.birth_date", "a.organisation_id"])
        .orderBy("p.birth_date", "desc")
        .orderBy("p.id")
        .limit(1)
        .executeTakeFirstOrThrow();
      const flow = await db
        .selectFrom("flows as f")
        .innerJoin("calls as c", "c.id", "f.call_id")
        .where("c.number", "=", 4)
        .where("f.sending_country", "=", country)
        .select(["f.id", "f.call_id"])
        .orderBy("f.code")
        .limit(1)
        .executeTakeFirstOrThrow();
      return { person, flow };
    });
    const { given_names, family_name, birth_date, organisation_id } = found.person;
    const isSwapped = country === "AL";
    await applyAs(database, {
      schemeId,
      callId: found.flow.call_id,
      givenNames: isSwapped ? family_name : given_names,
      familyName: isSwapped ? given_names : family_name,
      birth: isSwapped ? birth_date : oneFigureOff(birth_date),
      school: organisation_id,
      ofClass: null,
      trade: "electrical",
      wishes: [found.flow.id],
      why: isSwapped
        ? "Aplikova edhe për verën dhe ende dua ta shoh një punishte jashtë vendit."
        : "Za ljeto je moja prijava već poslana, a i dalje želim vidjeti radionicu u inostranstvu.",
      minor: true,
      locale: isSwapped ? "sq" : "bs",
    });
  }
}

/** The same month and year, the last figure of the day another one. */
function oneFigureOff(of: string): string {
  const figure = of.endsWith("1") ? "2" : "1";
  return `${of.slice(0, -1)}${figure}`;
}

async function buildContacts(world: World, officer: StaffActor): Promise<void> {
  const { database, clock, days, schemeId } = world;
  const written = [
    {
      by: world.actorOf(MIRELA),
      to: { call: 2, given: "Doruntina", family: "Malaj" },
      ago: 2,
      kind: "call",
      reason: "place",
      words: "I telefonova: vendi në Maribor u lirua për të. Do ta hapë faqen sonte me mamanë.",
    },
    {
      by: world.actorOf(MIRELA),
      to: { call: 2, given: "Doruntina", family: "Malaj" },
      ago: 1,
      kind: "message",
      reason: "deadline",
      words: "I kujtova në Viber se përgjigja duhet deri të mërkurën në mbrëmje.",
    },
    {
      by: world.actorOf(BLERIM),
      to: { call: 2, given: "Erion", family: "Berisha" },
      ago: 3,
      kind: "call",
      reason: "consent",
      words: "Nëna është në punë deri në orën 17. Do ta lexojë faqen të shtunën.",
    },
    {
      by: world.actorOf("anna@uniser.example"),
      to: { call: 2, given: "Erion", family: "Berisha" },
      ago: 1,
      kind: "note",
      reason: "travel",
      words:
        "The bus to Maribor leaves from Prishtina on the evening before; tell him with the tickets.",
    },
    {
      by: officer,
      to: { call: 4, given: "Blerta", family: "Morina" },
      ago: 4,
      kind: "call",
      reason: "documents",
      words: "Babai e sjell kopjen e pasaportës të hënën.",
    },
  ];
  for (const { by, to, ago, kind, reason, words } of written) {
    const on = addDays(days.today, -ago);
    clock.moveTo(atNine(on));
    const person = await database.withTx({ kind: "system", schemeId }, ({ db }) =>
      db
        .selectFrom("applications as a")
        .innerJoin("calls as c", "c.id", "a.call_id")
        .innerJoin("persons as p", "p.id", "a.person_id")
        .where("c.number", "=", to.call)
        .where("p.given_names", "=", to.given)
        .where("p.family_name", "=", to.family)
        .select("p.id")
        .executeTakeFirstOrThrow(),
    );
    await database.withTx(by, (tx) =>
      must("contact", writeContact(tx, person.id, { kind, reason, words, on })),
    );
  }
}

/** A message of the partner in Albania that has gone. */
async function buildSent(world: World): Promise<void> {
  const { database, clock, days, schemeId } = world;
  clock.moveTo(atNine(addDays(days.today, -4)));
  const sendingId = await database.withTx(world.actorOf(MIRELA), async (tx) => {
    const templateId = await must("template", saveTemplate(tx, null, PAPERS));
    const { id: callId } = await tx.db
      .selectFrom("calls")
      .select("id")
      .where("number", "=", 4)
      .executeTakeFirstOrThrow();
    const filter = { country: "AL", callId };
    const viewId = await must(
      "view",
      saveView(tx, { name: "Thirrja 4, Shqipëria", filter, shared: false }),
    );
    const from = { templateId, viewId, channel: "mail", fallbacks: {}, at: null };
    return must(
      "sending",
      scheduleSending(tx, from, { publicUrl: world.publicUrl, gateway: false }),
    );
  });
  const system = { kind: "system", schemeId } as const;
  while ((await database.withTx(system, (tx) => sendHeld(tx, sendingId))) === "more");
}

/** A form on paper, of which somebody has typed the first lines. */
async function buildPaper(world: World): Promise<void> {
  const { database, clock, days } = world;
  clock.moveTo(atNine(addDays(days.today, -1)));
  const typed: Readonly<Record<string, string>> = {
    "name-given": "Klea",
    "name-family": "Dervishi",
    school: world.schools.get("Shkolla bujqësore „Fusha“")!,
  };
  await database.withTx(world.actorOf(MIRELA), async (tx) => {
    const { id } = await tx.db
      .selectFrom("calls")
      .select("id")
      .where("number", "=", 4)
      .executeTakeFirstOrThrow();
    const call = await readCall(tx, id);
    await must(
      "paper",
      beginEntry(tx, {
        call: call!,
        key: newId(),
        locale: "sq",
        how: "paper",
        typed: {
          text: (name) => typed[name] ?? "",
          all: (name) => (typed[name] ? [typed[name]] : []),
        },
      }),
    );
  });
}
