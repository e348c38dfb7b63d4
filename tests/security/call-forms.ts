/** The office's forms for a call, in the order in which an office sends them. */
import { readCallWords } from "../../src/stages/calls/translate-call.ts";
import { begunDraft } from "./call-things.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function sendCallForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme, db } = site;
  const root = `/console/${scheme.slug}/calls`;
  const value = (text: string, ...values: unknown[]) => oneValue(site, text, ...values);
  const line = await value(
    "select id as value from activity_lines where scheme_id = $1 and code = 'one-month'",
    scheme.id,
  );
  const made = await send("POST /console/:scheme/calls", root, cookies.coordinator, {
    from: `line:${line}`,
  });
  const call = made.split("?")[0]!;
  const id = call.split("/").at(-1)!;
  const of = "POST /console/:scheme/calls/:callId";
  const post = (path: string, url: string, fields: Readonly<Record<string, string>> = {}) =>
    send(`${of}/${path}`, `${call}/${url}`, cookies.coordinator, fields);
  const day = (name: string, text: string) => {
    const [year, month, date] = text.split("-");
    return { [`${name}-year`]: year!, [`${name}-month`]: month!, [`${name}-day`]: date! };
  };

  await post("basics", "basics", { lineId: line, title: "A month abroad", about: "" });
  const year = new Date().getUTCFullYear() + 1;
  await post("dates", "dates", {
    ...day("opensAt", `${year}-01-11`),
    "opensAt-time": "09:00",
    ...day("closesAt", `${year}-02-19`),
    "closesAt-time": "20:00",
    ...day("decideBy", `${year}-03-05`),
    ...day("answerBy", `${year}-03-19`),
    "answerBy-time": "20:00",
    graceMinutes: "60",
    objectionDays: "7",
  });
  await post("who", "who", {
    minimumAge: "16",
    maximumAge: "20",
    enrolled: "yes",
    graduateMonths: "12",
    earlierMobility: "any",
  });
  await post("paid", "paid", { "paid-0": "Travel", "is-0": "yes" });
  await post("reserved/:reserve", "reserved/new", {
    ground: "rural-school",
    name: "For learners of rural schools",
  });
  await post("reserved/:reserve/removal", "reserved/reserve_1/removal");
  const host = await value(
    "select hosting_organisation_id as value from flows where id = $1",
    things.flow,
  );
  const place = {
    sendingCountry: "AL",
    hostingOrganisationId: host,
    country: "IT",
    ...day("starts", `${year}-08-02`),
    ...day("ends", `${year}-08-29`),
    "seats-0": "4",
    "trade-0": "",
    minimum: "2",
    leader: "",
  };
  await post("places/:flow", "places/new", { ...place, city: "Forlì", code: "AL-FORLI" });
  await post("places/:flow", "places/new", { ...place, city: "Rimini", code: "AL-RIMINI" });
  const rimini = await value(
    "select id as value from flows where call_id = $1 and code = 'AL-RIMINI'",
    id,
  );
  await post("places/:flow/removal", `places/${rimini}/removal`);
  await post("rule", "rule", { "maximum-motivation": "25" });
  await post("rule/:criterion", "rule/new", {
    kind: "entered",
    source: "school",
    name: "Helps others",
    maximum: "5",
  });
  await post("rule/:criterion/move", "rule/helps-others/move", { to: "up" });
  await post("rule/:criterion/removal", "rule/helps-others/removal");
  await post("owners", "owners", {
    "name-AL": "Mirela Test",
    "phone-AL": "+355 4 000 0041",
    "email-AL": "",
  });
  const form = await value(
    "select id as value from form_versions where scheme_id = $1 and audience = 'learners' and state = 'frozen' limit 1",
    scheme.id,
  );
  await post("form", "form", { formVersionId: form });
  const words = await db.database.withTx({ kind: "system", schemeId: scheme.id }, (tx) =>
    readCallWords(tx, id, "sq"),
  );
  await send(`${of}/words/:locale`, `${call}/words/sq`, cookies.partner, {
    hash: words?.hash ?? "",
    title: "Një muaj jashtë",
    "paid-0": "Udhëtimi",
  });
  await post("opening", "opening");
  await send(`${of}/closing`, `${root}/${things.endedCall}/closing`, cookies.coordinator, {});

  // Somebody gives a place back, so that another round has something to give.
  await db.sql(
    `update offers set state = 'declined', answered_at = now(), reason = '' where id = (
       select o.id from offers o join places p on p.id = o.place_id join flows f on f.id = p.flow_id
       where o.call_id = $1 and o.state = 'accepted' and f.state = 'open' and f.sending_country = 'RS'
       limit 1)`,
    [things.call2],
  );
  await send(`${of}/rounds`, `${root}/${things.call2}/rounds`, cookies.coordinator, {});

  await begunDraft(db, { schemeId: scheme.id, callId: things.openCall, code: "KLF-XTW-3RE" });
  const until = await value(
    "select to_char(decide_by - 2, 'YYYY-MM-DD') as value from calls where id = $1",
    things.openCall,
  );
  await send(`${of}/extensions`, `${root}/${things.openCall}/extensions`, cookies.coordinator, {
    code: "KLF-XTW-3RE",
    reason: "school",
    ...day("until", until),
    "until-time": "20:00",
  });
  await send(
    "POST /console/:scheme/extensions/:extensionId/ending",
    `/console/${scheme.slug}/extensions/${things.extensionId}/ending`,
    cookies.coordinator,
    {},
  );
}
