import type { Database, Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { ok, type Refusal, type Result, refuse } from "../../shared/result.ts";
import { addMembership } from "../../stages/accounts/add-membership.ts";
import { addGuides } from "../../stages/library/add-guides.ts";
import { addOrganisation } from "../../stages/organisations/add-organisation.ts";
import { addCountry } from "../../stages/schemes/add-country.ts";
import { addLine } from "../../stages/schemes/add-line.ts";
import { claimFirstScheme } from "../../stages/schemes/claim-first-scheme.ts";
import { createScheme } from "../../stages/schemes/create-scheme.ts";
import { at, FIELDS, type Wish } from "./wish.ts";

/**
 * Makes the installation's first scheme with its partners, lines and coordinator, all or nothing.
 * "gone" when somebody has made one meanwhile.
 */
export function makeScheme(database: Database, wish: Wish): Promise<Result<null> | "gone"> {
  const schemeId = newId();
  return database.withTx({ kind: "system", schemeId }, async (tx) =>
    (await claimFirstScheme(tx)) ? build(tx, wish) : "gone",
  );
}

async function build(tx: Tx, wish: Wish): Promise<Result<null>> {
  const created = await createScheme(tx, wish.scheme);
  if (!created.ok) return atFields(FIELDS.scheme, created);
  const sends = wish.countries.some(({ partner }) => partner === null);
  const own = await addOrganisation(tx, {
    ...wish.coordinating,
    roles: sends ? ["coordinating", "sending"] : ["coordinating"],
  });
  if (!own.ok) return atFields(FIELDS.coordinating, own);
  for (const { country, partner } of wish.countries) {
    const fields = FIELDS.partner(country);
    const sender = partner ? await addOrganisation(tx, partner) : own;
    if (!sender.ok) return atFields(fields, sender);
    const added = await addCountry(tx, { country, sendingPartnerId: sender.value });
    if (!added.ok) return atFields(fields, added);
  }
  for (const line of wish.lines) {
    const added = await addLine(tx, line);
    if (!added.ok) return atFields(FIELDS.line(line.code), added);
  }
  const role = { ...wish.person, role: "coordinator", organisationId: own.value };
  const member = await addMembership(tx, role);
  if (!member.ok) return atFields(FIELDS.person, member);
  const guides = await addGuides(tx);
  return guides.ok ? ok(null) : guides;
}

const atFields = (fields: Readonly<Record<string, string>>, refused: Refusal): Refusal =>
  refuse(...at(fields, refused.problems));
