import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./message.policy.ts";
import { templateProblems } from "./template.rules.ts";
import {
  allTemplates,
  insertTemplate,
  oneTemplate,
  retire,
  updateTemplate,
} from "./template.store.ts";
import type { NewTemplate, Template } from "./template.ts";

/** Templates in use, by name. */
export const listTemplates = async (tx: Tx): Promise<readonly Template[]> =>
  can.seeMessages(tx.actor) ? allTemplates(tx) : [];

export const readTemplate = async (tx: Tx, id: string): Promise<Template | undefined> =>
  can.seeMessages(tx.actor) ? oneTemplate(tx, id) : undefined;

/** One line a subject, texts without the spaces at their ends, empty languages left out. */
const tidy = (from: NewTemplate): NewTemplate => ({
  name: from.name.trim(),
  texts: Object.fromEntries(
    Object.entries(from.texts)
      .map(([locale, { subject, body }]): [string, { subject: string; body: string }] => [
        locale,
        {
          subject: subject.replace(/\s+/g, " ").trim(),
          body: body.replaceAll("\r\n", "\n").trim(),
        },
      ])
      .filter(([, { subject, body }]) => subject !== "" || body !== ""),
  ),
});

/** Writes a template, or writes it anew. What was sent from it keeps its own words. */
export async function saveTemplate(
  tx: Tx<StaffActor>,
  id: string | null,
  from: NewTemplate,
): Promise<Result<string>> {
  const known = id === null ? undefined : await oneTemplate(tx, id);
  if (id !== null && (!known || !can.changeTemplate(tx.actor, known))) return notFound;
  if (!can.write(tx.actor)) return notFound;
  const to = tidy(from);
  const problems = templateProblems(to);
  if (problems.length > 0) return refuse(...problems);
  const saved = known
    ? (await updateTemplate(tx, known.id, to)) && known.id
    : await insertTemplate(tx, to);
  if (!saved) return refuse({ code: "name-in-use", field: "name" });
  const languages = Object.keys(to.texts);
  await record(tx, "template.saved", { type: "template", id: saved }, { languages });
  return ok(saved);
}

/** Takes a template out of use. */
export async function retireTemplate(tx: Tx<StaffActor>, id: string): Promise<Result<string>> {
  const known = await oneTemplate(tx, id);
  if (!known || !can.changeTemplate(tx.actor, known)) return notFound;
  await retire(tx, known.id);
  await record(tx, "template.retired", { type: "template", id: known.id });
  return ok(known.id);
}
