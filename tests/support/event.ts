/** An event of the small scheme, and people who come to it. */
import type { Tx } from "../../src/platform/db/index.ts";
import type { TypedEvent, TypedRegistration } from "../../src/stages/events/event.ts";
import { makeEvent } from "../../src/stages/events/keep-event.ts";
import { moveEventOn } from "../../src/stages/events/move-event.ts";
import { registerForEvent } from "../../src/stages/events/register-for-event.ts";
import { must } from "./small-scheme.ts";

export const EVENT_URL = "http://localhost:4000";

/** On site in Bologna, 5 to 9 July 2027, ten places, registration until 30 June at 20:00. */
export const SUMMER: TypedEvent = {
  kind: "summer-school",
  title: { en: "Summer school on mobility" },
  about: { en: "Five days with colleagues from ten countries." },
  mode: "on-site",
  starts: "2027-07-05",
  ends: "2027-07-09",
  venue: "Via Valverde 15",
  city: "Bologna",
  country: "IT",
  link: "",
  languages: ["en"],
  lineId: "",
  organiserId: "",
  capacityOnSite: "10",
  capacityOnline: "",
  approval: false,
  closesOn: "2027-06-30",
  closesTime: "20:00",
};

export const ONLINE = {
  mode: "online",
  venue: "",
  city: "",
  country: "",
  link: "https://meet.example.org/summer",
  capacityOnSite: "",
  capacityOnline: "30",
};

/** An event that takes registrations. */
export async function openEvent(tx: Tx, about: Partial<TypedEvent> = {}): Promise<string> {
  const id = must(await makeEvent(tx, { ...SUMMER, ...about }));
  must(await moveEventOn(tx, id, "publish", EVENT_URL));
  return id;
}

export const guest = (at: number): TypedRegistration => ({
  name: `Guest ${at}`,
  contact: `guest${at}@school.example`,
  organisation: "School of tests",
  mode: "",
});

export const register = async (
  tx: Tx,
  eventId: string,
  who: Partial<TypedRegistration> & Pick<TypedRegistration, "name" | "contact">,
): Promise<string> =>
  must(
    await registerForEvent(
      tx,
      eventId,
      { organisation: "School of tests", mode: "", ...who, locale: "en" },
      EVENT_URL,
    ),
  );
