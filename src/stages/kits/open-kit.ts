/** A kit becomes a scheme: all of it, or nothing and every reason why not. */
import type { StaffActor, SystemActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { savepoint } from "../../platform/db/savepoint.ts";
import { record } from "../../platform/events/record.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { addMembership } from "../accounts/add-membership.ts";
import { addOrganisation } from "../organisations/add-organisation.ts";
import { addCountry } from "../schemes/add-country.ts";
import { addLine } from "../schemes/add-line.ts";
import { createScheme } from "../schemes/create-scheme.ts";
import type { NewLine } from "../schemes/scheme.ts";
import { can } from "./kit.policy.ts";
import type { Kit, KitWish, Opened } from "./kit.ts";
import { openers } from "./open-rooms.ts";

/**
 * Called inside the new scheme, whose program it is until it has a coordinator; what an office decides
 * is then done in the coordinator's name. Problems of a room stand at the room's name.
 */
export async function openKit(
  tx: Tx<SystemActor>,
  kit: Kit,
  wish: KitWish,
): Promise<Result<Opened>> {
  if (!can.openKit(tx.actor)) return refuse({ code: "forbidden" });
  const { schemeId } = tx.actor;
  const created = await createScheme(tx, {
    slug: wish.slug,
    name: wish.name,
    kind: "running",
    listed: true,
  });
  if (!created.ok) return created;
  const found = await founded(tx, kit, wish);
  if (!found.ok) return found;
  const asCoordinator: Tx<StaffActor> = {
    ...tx,
    actor: coordinatorOf(schemeId, wish, found.value),
  };
  const problems: Problem[] = [];
  for (const [room, open] of openers) {
    const done = await tried(tx, () => open(asCoordinator, kit, wish));
    if (!done.ok) problems.push(...done.problems.map((one) => ({ ...one, field: room })));
  }
  if (problems.length > 0) return refuse(...problems);
  await record(tx, "kit.opened", { type: "scheme", id: schemeId }, { lines: wish.lines });
  return ok({ schemeId, slug: wish.slug });
}

type Founded = { readonly userId: string; readonly organisationId: string };

/** The scheme's own ground: its office, its countries and lines, and who answers for it. */
async function founded(tx: Tx, { rooms }: Kit, wish: KitWish): Promise<Result<Founded>> {
  const problems: Problem[] = [];
  const at = (field: string, refused: readonly Problem[]) =>
    problems.push(...refused.map((one) => ({ ...one, field })));
  const sends = wish.countries.some(({ partner }) => partner === null);
  const own = await addOrganisation(tx, {
    ...wish.organisation,
    roles: sends ? ["coordinating", "sending"] : ["coordinating"],
  });
  if (!own.ok) return own;
  for (const { country, partner } of wish.countries) {
    const sender = partner ? await addOrganisation(tx, partner) : own;
    const added = sender.ok
      ? await addCountry(tx, { country, sendingPartnerId: sender.value })
      : sender;
    if (!added.ok) at(`partner-${country}`, added.problems);
  }
  for (const line of rooms.scheme.lines) {
    if (!wish.lines.includes(line.code)) continue;
    const added = await tried(tx, () => addLine(tx, line as NewLine));
    if (!added.ok) at("scheme", added.problems);
  }
  const { phone: _, ...person } = wish.person;
  const role = { ...person, role: "coordinator", organisationId: own.value };
  const member = await addMembership(tx, role);
  if (!member.ok) problems.push(...member.problems);
  if (problems.length > 0 || !member.ok) return refuse(...problems);
  return ok({ userId: member.value.userId, organisationId: own.value });
}

const coordinatorOf = (
  schemeId: string,
  { person, slug, name }: KitWish,
  { userId, organisationId }: Founded,
): StaffActor => ({
  kind: "staff",
  userId,
  userName: person.name,
  schemeId,
  scheme: { slug, name, settings: {}, invented: false },
  memberships: [{ role: "coordinator", organisationId, country: null }],
});

/** PostgreSQL's own word on a value: too long, out of range, against a rule of its table. */
const isRefusedValue = (error: unknown): boolean =>
  /^2[23]/.test(String((error as { code?: unknown } | null)?.code));

/** What the rules let through and the database does not is a reason like any other. */
async function tried<T>(tx: Tx, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const point = await savepoint(tx);
  try {
    const done = await work();
    await point.keep();
    return done;
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    await point.undo();
    return refuse({ code: "kit-refused-value" });
  }
}
