/** A file of people: brought by pasting it, thrown away, looked at column by column, taken over. */
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function sendImportForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, scheme } = site;
  const { partner } = site.cookies;
  const imports = `/console/${scheme.slug}/imports`;
  const header =
    "given names,family name,birth date,country,school,trade,school-record,motivation,languages";
  const brought = await send("POST /console/:scheme/imports", imports, partner, {
    kind: "applicants",
    callId: things.callId,
    paste: `${header}\nArta,Hoxha,soon,AL,nowhere,Cooking,1,1,1\n`,
  });
  await send("POST /console/:scheme/imports/:importId/discard", `${brought}/discard`, partner, {});
  await send(
    "POST /console/:scheme/imports/:importId/confirmation",
    `${imports}/${things.importId}/confirmation`,
    partner,
    { "leave-out": "yes" },
  );
  const columns = await site.columnsOf(await site.bringWhole());
  await send(
    "POST /console/:scheme/imports/:importId/columns",
    `${imports}/${columns.id}/columns`,
    partner,
    columns.fields,
  );
}
