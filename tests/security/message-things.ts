/** A template and a view of the office, and something a country partner of Albania has scheduled. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { saveTemplate } from "../../src/stages/messages/save-template.ts";
import { saveView } from "../../src/stages/messages/save-view.ts";
import { scheduleSending } from "../../src/stages/messages/schedule-sending.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function preparedMessages(
  db: TestDatabase,
  by: { readonly coordinator: StaffActor; readonly partner: StaffActor },
): Promise<{ templateId: string; viewId: string; sendingId: string }> {
  const made = await db.database.withTx(by.coordinator, async (tx) => ({
    templateId: must(
      await saveTemplate(tx, null, {
        name: "Prepared",
        texts: { en: { subject: "{call}", body: "Prepared." } },
      }),
    ),
    viewId: must(await saveView(tx, { name: "Prepared", filter: { country: "AL" }, shared: true })),
  }));
  const languages = ["bs", "cnr", "hr", "mk", "sq", "sr-Cyrl", "sr-Latn"];
  const sendingId = await db.database.withTx(by.partner, async (tx) =>
    must(
      await scheduleSending(
        tx,
        {
          ...made,
          channel: "mail",
          fallbacks: Object.fromEntries(languages.map((language) => [language, "en"])),
          at: new Date(tx.now.getTime() + 30 * 86_400_000),
        },
        { publicUrl: "http://localhost", gateway: false },
      ),
    ),
  );
  return { ...made, sendingId };
}

/** Every form of writing to people, in the order in which an office sends them. */
export async function sendMessageForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme } = site;
  const root = `/console/${scheme.slug}`;
  const { coordinator, partner } = cookies;
  const text = { name: "Written", "subject-en": "Hello", "body-en": "Hello." };
  const all = "/console/:scheme";
  await send(
    `POST ${all}/people/:personId/contacts`,
    `${root}/people/${things.personId}/contacts`,
    partner,
    {
      kind: "call",
      reason: "question",
      words: "Asked about the dates.",
      "on-day": "1",
      "on-month": "1",
      "on-year": "2026",
    },
  );
  await send(`POST ${all}/applicants/views`, `${root}/applicants/views`, coordinator, {
    name: "Written",
    list: "country=AL",
  });
  const template = `${root}/messages/templates/${things.templateId}`;
  await send(`POST ${all}/messages/templates`, `${root}/messages/templates`, partner, text);
  await send(`POST ${all}/messages/templates/:templateId`, template, coordinator, {
    ...text,
    name: "Written again",
  });
  const languages = ["bs", "cnr", "hr", "mk", "sq", "sr-Cyrl", "sr-Latn"];
  await send(`POST ${all}/messages/sendings`, `${root}/messages/sendings`, coordinator, {
    template: things.templateId,
    view: things.viewId,
    channel: "mail",
    when: "now",
    ...Object.fromEntries(languages.map((language) => [`fallback-${language}`, "en"])),
  });
  const sending = `${root}/messages/sendings/${things.sendingId}/cancellation`;
  await send(`POST ${all}/messages/sendings/:sendingId/cancellation`, sending, coordinator, {});
  const view = `${root}/applicants/views/${things.viewId}/removal`;
  await send(`POST ${all}/applicants/views/:viewId/removal`, view, coordinator, {});
  await send(
    `POST ${all}/messages/templates/:templateId/retirement`,
    `${template}/retirement`,
    coordinator,
    {},
  );
}
