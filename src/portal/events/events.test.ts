import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { EVENT_URL, guest, openEvent, register } from "../../../tests/support/event.ts";
import { testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { clockAt } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/index.ts";
import { openVault } from "../../platform/vault.ts";
import { addSession } from "../../stages/events/keep-session.ts";
import { registrationSecret } from "../../stages/events/letters.ts";
import { moveEventOn } from "../../stages/events/move-event.ts";
import { routes } from "./index.ts";

openVault("a data key of the tests only, long enough");
const clock = clockAt("2027-05-03T08:00:00Z");
const db = await testDatabase({ clock });
const scheme = await smallScheme(db.database);
const server = await testServer(db, routes, { clock, publicUrl: EVENT_URL });
const office = <T>(work: (tx: Tx) => Promise<T>) => db.database.withTx(scheme.coordinator, work);
const ONLINE_PLACES = {
  venue: "",
  city: "",
  country: "",
  capacityOnSite: "",
  capacityOnline: "5",
};
const LINK = "https://meet.example.org/school";
const eventId = await office((tx) =>
  openEvent(tx, { mode: "blended", link: LINK, capacityOnSite: "1", capacityOnline: "2" }),
);
await office(async (tx) =>
  must(
    await addSession(tx, eventId, {
      title: "Visas & papers",
      day: "2027-07-05",
      from: "9:00",
      to: "10:30",
      speakers: "Anna Ferri",
      room: "Aula 1",
      link: "https://meet.example.org/visas",
    }),
  ),
);
const at = `/en/small/events/${eventId}`;

test("anybody reads what is on, and no address to come in", async () => {
  const list = await server.get("/en/small/events");
  expect(list.statusCode).toBe(200);
  expect(list.body).toContain("Summer school on mobility");
  expect(list.body).toContain("Register until: Wednesday, 30 June 2027, 20:00");
  const page = await server.get(at);
  expect(page.body).toContain("Via Valverde 15, Bologna (Italy) · Online");
  expect(page.body).toContain("On site: 1 place is free · Online: 2 places are free");
  expect(page.body).toContain("09:00–10:30");
  // Somebody may follow online from anywhere: the hours say whose they are.
  expect(page.body).toContain("All times are in Central European Time");
  // Filled by a script, and only where the reader's clock shows another hour.
  expect(page.body).toContain(
    'data-from="2027-07-05T07:00:00.000Z" data-until="2027-07-05T08:30:00.000Z" data-zone="Europe/Brussels" data-words="Your time: {time}" hidden',
  );
  // Nobody wrote it in Albanian: a voice is told that it is English.
  const albanian = (await server.get(at.replace("/en/", "/sq/"))).body;
  expect(albanian).toContain('<span lang="en">Summer school on mobility</span></h1>');
  expect(albanian).toContain('<p class="govuk-body-l" lang="en">');
  expect(page.body).not.toContain("meet.example.org");
  expect(page.body.match(/<h1/g)).toHaveLength(1);
  const [, facts] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page.body) ?? [];
  expect(JSON.parse(facts ?? "{}")).toMatchObject({
    "@type": "EducationEvent",
    name: "Summer school on mobility",
    startDate: "2027-07-05",
    eventAttendanceMode: "https://schema.org/MixedEventAttendanceMode",
    location: [
      { "@type": "Place", name: "Via Valverde 15" },
      { "@type": "VirtualLocation", url: `${EVENT_URL}${at}` },
    ],
    remainingAttendeeCapacity: 3,
    subEvent: [{ name: "Visas & papers", startDate: "2027-07-05T07:00:00.000Z" }],
  });
  const calendar = await server.get(`${at}/dates.ics`);
  expect(calendar.headers["content-type"]).toBe("text/calendar; charset=utf-8");
  expect(calendar.body).toContain("DTSTART;VALUE=DATE:20270705\r\nDTEND;VALUE=DATE:20270710");
  expect(calendar.body).toContain("DTSTART:20270705T070000Z\r\nDTEND:20270705T083000Z");
  expect(calendar.body).not.toContain("meet.example.org");
});

test("three fields, then the own page: the link, the second form, the place given back", async () => {
  const refused = await server.post(`${at}/registration`, { name: "Arta Hoxha" });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain("There is a problem");
  expect(refused.body).toContain('value="Arta Hoxha"');
  const fields = { name: "Arta Hoxha", contact: "arta@shkolla.example", organisation: "Shkolla" };
  const sent = await server.post(`${at}/registration`, { ...fields, mode: "online" });
  expect(sent.headers.location).toBe(`${at}/registration/sent`);
  const [row] = await db.sql<{ id: string; ticket_code: string }>(
    "select id, ticket_code from event_registrations where email = 'arta@shkolla.example'",
  );
  const own = `/en/small/registration/${registrationSecret(row!.id)}`;
  const shown = await server.get(own);
  expect(shown.body).toContain("You have a place.");
  expect(shown.body).toContain(`${row!.ticket_code.slice(0, 3)} ${row!.ticket_code.slice(3)}`);
  expect(shown.body).toContain(LINK);
  expect(shown.body).toContain("https://meet.example.org/visas");
  expect(shown.body).toContain('name="robots" content="noindex');
  // Coming there: days of travel are asked, the address to come in is not shown any more.
  await server.post(own, { do: "way", way: "on-site" });
  const there = await server.get(own);
  expect(there.body).toContain("Day you arrive");
  expect(there.body).not.toContain(`${LINK}"`);
  await server.post(own, {
    do: "answer",
    needs: "No nuts",
    "arrives-day": "4",
    "arrives-month": "7",
    "arrives-year": "2027",
  });
  const again = (await server.get(own)).body;
  expect(again).toContain("No nuts</textarea>");
  expect(again).toContain('id="arrives-day" name="arrives-day" type="text" value="4"');
  // Nothing changes by looking; a press of the button gives the place back, once.
  await server.post(own, { do: "cancel" });
  const after = await server.get(own);
  expect(after.body).toContain("your place went to others");
  expect(after.body).not.toContain('value="cancel"');
  expect((await server.post(own, { do: "cancel" })).statusCode).toBe(422);
  expect((await server.get(`/en/small/registration/${"0".repeat(32)}`)).statusCode).toBe(404);
});

test("an event that was called off gives nobody a ticket, and calendars strike it out", async () => {
  const id = await office((tx) => openEvent(tx, { mode: "online", link: LINK, ...ONLINE_PLACES }));
  const registered = await office((tx) => register(tx, id, guest(71)));
  await office(async (tx) =>
    must(
      await addSession(tx, id, {
        title: "Online",
        day: "2027-07-06",
        from: "9:00",
        to: "10:00",
        speakers: "",
        room: "",
        link: "https://meet.example.org/of-a-session",
      }),
    ),
  );
  const own = `/en/small/registration/${registrationSecret(registered)}`;
  const before = (await server.get(own)).body;
  for (const shown of ["Ticket number", "/of-a-session"]) expect(before).toContain(shown);
  await office(async (tx) => must(await moveEventOn(tx, id, "cancel", EVENT_URL)));
  const after = (await server.get(own)).body;
  expect(after).toContain("This event does not take place.");
  const session = "https://meet.example.org/of-a-session";
  for (const gone of ["Ticket number", "/ticket", LINK, session]) expect(after).not.toContain(gone);
  const calendar = (await server.get(`/en/small/events/${id}/dates.ics`)).body;
  expect(calendar).toContain(`UID:event-${id}@kalfa`);
  expect(calendar).toContain("STATUS:CANCELLED");
  expect((await server.get(`${at}/dates.ics`)).body).not.toContain("STATUS:CANCELLED");
});
