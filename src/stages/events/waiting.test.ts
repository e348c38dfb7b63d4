import { describe, expect, it } from "vitest";
import { EVENT_URL, guest, ONLINE, register, SUMMER } from "../../../tests/support/event.ts";
import { codes, eventScene } from "../../../tests/support/event-scene.ts";
import { must } from "../../../tests/support/small-scheme.ts";
import { changeEvent } from "./keep-event.ts";
import { cancelOwnRegistration, changeOwnWay, readOwnPage } from "./own-registration.ts";
import { readEvent } from "./read-events.ts";
import { switchMode } from "./switch-mode.ts";

const { db, office, own, open, come, states, letters } = await eventScene();

describe("the waiting list", () => {
  it("never lets in one too many when fifty people give their place back at once", async () => {
    const id = await open({ capacityOnSite: "50" });
    const ids = await office(async (tx) => {
      const made: string[] = [];
      for (let at = 0; at < 80; at += 1) made.push(await register(tx, id, guest(1000 + at)));
      return made;
    });
    let most = 0;
    const done = await Promise.all(
      ids.slice(0, 50).map(async (each) => {
        const result = await own(each, (visit) => cancelOwnRegistration(visit, EVENT_URL));
        const event = await office((tx) => readEvent(tx, id));
        most = Math.max(most, event?.counts.registeredOnSite ?? 0);
        return result.ok;
      }),
    );
    expect(done.filter((ok) => ok)).toHaveLength(50);
    expect(most).toBeLessThanOrEqual(50);
    const event = await office((tx) => readEvent(tx, id));
    // Thirty waited; all of them came in, and twenty places are free again.
    expect(event?.counts).toEqual({
      registeredOnSite: 30,
      registeredOnline: 0,
      waiting: 0,
      requested: 0,
    });
    // Nobody was moved up twice, and each was told once.
    const told = await db.sql<{ to_address: string }>(
      "select to_address from mail_messages where template = 'events.mail-promoted' order by 1",
    );
    expect(new Set(told.map((row) => row.to_address)).size).toBe(30);
    expect(told).toHaveLength(30);
  });

  it("never gives more places than there are when forty register at once", async () => {
    const id = await open({ capacityOnSite: "10" });
    await Promise.all(Array.from({ length: 40 }, (_, at) => come(id, 2000 + at)));
    const event = await office((tx) => readEvent(tx, id));
    expect(event?.counts).toMatchObject({ registeredOnSite: 10, waiting: 30 });
  });

  it("moves up in the order of registering, each kind of place by itself", async () => {
    const id = await open({
      ...ONLINE,
      mode: "blended",
      city: "Bologna",
      country: "IT",
      capacityOnSite: "1",
      capacityOnline: "1",
    });
    const a = await come(id, 51, "on-site");
    await come(id, 52, "online");
    const c = await come(id, 53, "online");
    const d = await come(id, 54, "on-site");
    must(await own(a, (visit) => cancelOwnRegistration(visit, EVENT_URL)));
    expect(await states(id)).toEqual({
      "Guest 51": "cancelled",
      "Guest 52": "registered",
      "Guest 53": "waiting",
      "Guest 54": "registered",
    });
    // The other way is full: the place stays where it is.
    expect(codes(await own(d, (visit) => changeOwnWay(visit, "online", EVENT_URL)))).toEqual([
      "event-way-full",
    ]);
    const before = await own(c, readOwnPage);
    expect(before.before).toBe(0);
    // Somebody who waits goes on waiting for the other kind, and moves up when it comes free.
    must(await own(c, (visit) => changeOwnWay(visit, "on-site", EVENT_URL)));
    must(await own(d, (visit) => cancelOwnRegistration(visit, EVENT_URL)));
    expect((await states(id))["Guest 53"]).toBe("registered");
  });

  it("lets those in who wait when there are more places", async () => {
    const id = await open({ capacityOnSite: "1" });
    await come(id, 61);
    await come(id, 62);
    await come(id, 63);
    const more = { ...SUMMER, capacityOnSite: "2" };
    must(await office((tx) => changeEvent(tx, id, more, EVENT_URL)));
    expect(await states(id)).toEqual({
      "Guest 61": "registered",
      "Guest 62": "registered",
      "Guest 63": "waiting",
    });
    const fewer = { ...SUMMER, capacityOnSite: "1" };
    expect(codes(await office((tx) => changeEvent(tx, id, fewer, EVENT_URL)))).toEqual([
      "event-capacity-below",
    ]);
  });
});

describe("an event held another way", () => {
  it("moves online: everybody registered is told, and the last of too many wait again", async () => {
    const id = await open({ capacityOnSite: "3" });
    for (const at of [71, 72, 73, 74]) await come(id, at);
    const done = await office((tx) =>
      switchMode(tx, id, { ...ONLINE, capacityOnline: "2" }, EVENT_URL),
    );
    expect(done).toEqual({ ok: true, value: { told: 4, waitAgain: 1 } });
    expect(await states(id)).toEqual({
      "Guest 71": "registered",
      "Guest 72": "registered",
      "Guest 73": "waiting",
      "Guest 74": "waiting",
    });
    const event = await office((tx) => readEvent(tx, id));
    expect(event).toMatchObject({ mode: "online", city: null, capacityOnSite: null });
    for (const at of [71, 72, 73, 74]) {
      const last = (await letters(`guest${at}@school.example`)).find(
        (letter) => letter.template === "events.mail-moved",
      );
      expect(last?.body).toContain("held online and no longer on site");
      expect(last?.body).toContain(at < 73 ? "You have a place." : "you are on the waiting list");
      // Where to come in stands on the page of the link alone: a letter may be sent on.
      expect(last?.body).not.toContain(ONLINE.link);
    }
    const [switched] = await db.sql<{ data: unknown }>(
      "select data from event_log where subject_id = $1 and name = 'event.mode-switched'",
      [id],
    );
    expect(switched?.data).toEqual({ from: "on-site", to: "online", told: 4, waitAgain: 1 });
  });

  it("moves back on site, and who waited comes in where there are more places", async () => {
    const id = await open({ ...ONLINE, capacityOnline: "1" });
    await come(id, 81);
    await come(id, 82);
    must(
      await office((tx) =>
        switchMode(tx, id, { ...SUMMER, mode: "on-site", capacityOnSite: "5" }, EVENT_URL),
      ),
    );
    expect(await states(id)).toEqual({ "Guest 81": "registered", "Guest 82": "registered" });
  });

  it("says what is missing, and changes nothing", async () => {
    const id = await open();
    expect(
      codes(await office((tx) => switchMode(tx, id, { ...ONLINE, link: "" }, EVENT_URL))),
    ).toEqual(["required"]);
    expect(
      codes(await office((tx) => switchMode(tx, id, { ...SUMMER, mode: "on-site" }, EVENT_URL))),
    ).toEqual(["event-same-mode"]);
    expect(
      codes(await office((tx) => changeEvent(tx, id, { ...SUMMER, ...ONLINE }, EVENT_URL))),
    ).toEqual(["event-mode-by-switch"]);
  });
});
