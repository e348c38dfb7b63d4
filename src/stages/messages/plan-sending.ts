import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isLocale, type Locale, wordsFor } from "../../platform/i18n/index.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { exportApplicants } from "../applications/list-applicants.ts";
import type { Call } from "../calls/call.ts";
import { listCalls } from "../calls/read-calls.ts";
import { readerWords } from "../schemes/reader-words.ts";
import { withStanding } from "../selection/read-standings.ts";
import { can } from "./message.policy.ts";
import { languageOf, onePerPerson, reachOf, readableIn } from "./sending.rules.ts";
import type { AudiencePerson, Channel, NewSending, Plan, Prepared, SavedView } from "./sending.ts";
import { filled, type Values } from "./template.rules.ts";
import { oneTemplate } from "./template.store.ts";
import type { Template } from "./template.ts";
import { viewsOf } from "./view.store.ts";

/** The people of a view, once each, as far as they are the sender's to write to. */
async function audienceOf(tx: Tx<StaffActor>, view: SavedView): Promise<AudiencePerson[]> {
  const rows = await exportApplicants(tx, {
    filter: await withStanding(tx, view.filter),
    sort: "name",
    descending: false,
    locale: "en",
    today: wallTimeOf(tx.now).day,
  });
  // Whoever withdrew is written to only by a view that asks for them.
  const meant = rows.filter(
    (row) => row.standing !== "withdrawn" || view.filter.standing === "withdrawn",
  );
  return onePerPerson(meant);
}

/** A sentence in the reader's language for everything in braces. */
export function valuesFor(
  person: Pick<AudiencePerson, "givenNames" | "familyName" | "school">,
  call: Call | undefined,
  locale: Locale,
  of: { readonly scheme: StaffActor["scheme"]; readonly publicUrl: string },
): Values {
  const words = readerWords(of.scheme.settings, "public", locale);
  const { contact } = of.scheme.settings;
  return {
    // Exactly as in the passport, whatever the script of the text.
    "given-names": person.givenNames,
    "family-name": person.familyName,
    school: person.school,
    call: call ? words.local(call.title) : "",
    closes: call ? words.deadline(call.closesAt) : "",
    "decide-by": call ? words.day(call.decideBy) : "",
    "result-page": new URL(`/${locale}/${of.scheme.slug}/place`, of.publicUrl).toString(),
    contact: contact ? [contact.name, contact.phone].join(", ") : words.local(of.scheme.name),
  };
}

/** The text in a language; Serbian in Latin letters from the Cyrillic one. */
export function textIn(template: Template, locale: Locale) {
  const of = (part: "subject" | "body") =>
    wordsFor(locale).local(
      Object.fromEntries(Object.entries(template.texts).map(([key, text]) => [key, text[part]])),
    );
  return { subject: of("subject"), body: of("body") };
}

/**
 * Who would get what, in which language and how; nothing is written. Undefined for a template or
 * view that is not there.
 */
export async function planSending(
  tx: Tx<StaffActor>,
  from: Pick<NewSending, "templateId" | "viewId" | "fallbacks"> & { readonly channel: Channel },
  publicUrl: string,
): Promise<Plan | undefined> {
  if (!can.write(tx.actor)) return undefined;
  const template = await oneTemplate(tx, from.templateId);
  const [view] = await viewsOf(tx, from.viewId);
  if (!template || !view) return undefined;
  const audience = await audienceOf(tx, view);
  const calls = new Map((await listCalls(tx)).map((call) => [call.number, call]));
  const written = Object.keys(template.texts);
  const readable = readableIn(written);
  const of = { scheme: tx.actor.scheme, publicUrl };
  const people = audience.map((person): Prepared => {
    const locale = languageOf(person.locale, written, from.fallbacks);
    const reach = reachOf(person, from.channel);
    const at = { channel: reach?.channel ?? null, to: reach?.to ?? null };
    if (locale === null || !isLocale(locale)) {
      return { person, locale: null, ...at, subject: "", body: "" };
    }
    const text = textIn(template, locale);
    const values = valuesFor(person, calls.get(person.callNumber), locale, of);
    return {
      person,
      locale,
      ...at,
      subject: filled(text.subject, values).replace(/\s+/g, " ").trim(),
      body: filled(text.body, values),
    };
  });
  return {
    template,
    view,
    people,
    missing: counted(people.filter((one) => one.locale === null)),
    lacking: counted(people.filter((one) => !readable.includes(one.person.locale))),
  };
}

function counted(people: readonly Prepared[]): Plan["missing"] {
  const counts = new Map<string, number>();
  for (const { person } of people) counts.set(person.locale, (counts.get(person.locale) ?? 0) + 1);
  return [...counts].map(([locale, count]) => ({ locale, people: count }));
}
