import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { must } from "../../../tests/support/small-scheme.ts";
import { DEMO_SCHEME } from "../../../tests/world/build.ts";
import { worldDatabase } from "../../../tests/world/database.ts";

import { newId } from "../../platform/random.ts";
import { exportKit } from "./export-kit.ts";
import type { Kit, KitWish } from "./kit.ts";
import { openKit } from "./open-kit.ts";
import { packKit, unpackKit } from "./pack-kit.ts";

const db = await worldDatabase();
const [demo] = await db.sql<{ id: string }>("select id from schemes where slug = $1", [
  DEMO_SCHEME,
]);
const system = (schemeId: string) => ({ kind: "system", schemeId }) as const;
const exported = (schemeId: string) =>
  db.database.withTx(system(schemeId), async (tx) => must(await exportKit(tx)));

const wishOf = (kit: Kit, slug: string): KitWish => ({
  slug,
  name: kit.rooms.scheme.name,
  organisation: {
    name: "Office of the next programme",
    kind: "ngo",
    city: "Tirana",
    country: "AL",
    roles: ["coordinating"],
  },
  countries: kit.rooms.scheme.countries.map((country) => ({ country, partner: null })),
  lines: kit.rooms.scheme.lines.map(({ code }) => code),
  person: { name: "Next Coordinator", email: "next@office.example", phone: "+355 69 000 0000" },
});
const opened = (kit: Kit, slug: string) =>
  db.database.withTx(system(newId()), async (tx) => openKit(tx, kit, wishOf(kit, slug)));

test("a scheme exported, opened elsewhere and exported again is the same file, to the byte", async () => {
  const kit = await exported(demo!.id);
  const first = packKit(kit);
  const read = must(unpackKit(first));
  const began = performance.now();
  const { schemeId } = must(await opened(read, "next-one"));
  expect(performance.now() - began).toBeLessThan(20_000);
  const second = packKit(await exported(schemeId));
  expect(must(unpackKit(second)).rooms).toEqual(read.rooms);
  expect(createHash("sha256").update(second).digest("hex")).toBe(
    createHash("sha256").update(first).digest("hex"),
  );
  console.log(
    first.length,
    performance.now() - began,
    Object.entries(read.rooms).map(([k, v]) => [k, JSON.stringify(v).length]),
  );
});
