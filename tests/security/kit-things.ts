/** A kit of the scheme that its coordinator brought, and the forms that bring and open one. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { bringKit } from "../../src/stages/kits/bring-kit.ts";
import { exportKit } from "../../src/stages/kits/export-kit.ts";
import { packKit } from "../../src/stages/kits/pack-kit.ts";
import { readScheme } from "../../src/stages/schemes/read-scheme.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export const preparedKit = (
  db: TestDatabase,
  coordinator: StaffActor,
): Promise<{ broughtId: string; kitBytes: string; kitLine: string }> =>
  db.database.withTx(coordinator, async (tx) => {
    const packed = packKit(must(await exportKit(tx)));
    const kitLine = (await readScheme(tx))?.lines[0]?.code ?? "";
    const broughtId = must(await bringKit(tx, packed));
    return { broughtId, kitBytes: packed.toString("base64"), kitLine };
  });

export async function sendKitForms(site: SecuritySite, send: Send): Promise<void> {
  const { cookies, scheme, things } = site;
  const all = `/console/${scheme.slug}/settings/kit/brought`;
  const of = "POST /console/:scheme/settings/kit/brought";
  const file = { field: "file", name: "next.zip", bytes: Buffer.from(things.kitBytes, "base64") };
  await send(of, all, cookies.coordinator, {}, [file]);
  await send(`${of}/:broughtId`, `${all}/${things.broughtId}`, cookies.coordinator, {
    "name-en": "The next programme",
    slug: "the-next-programme",
    organisation: "Office of the next programme",
    kind: "ngo",
    city: "Tirana",
    country: "AL",
    phone: "+355 69 000 0000",
    countries: "AL",
    lines: things.kitLine,
  });
}
