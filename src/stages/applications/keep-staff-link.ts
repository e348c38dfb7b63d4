import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { readSpeaker } from "./keep-languages.ts";
import { linkProblems } from "./staff-link.rules.ts";
import { applicantsPost, endLink, endLinks, replaceLink, staffPost } from "./staff-link.store.ts";
import type { StaffPost, TypedLink } from "./staff-link.ts";

/** How somebody belongs to the organisation that sends; whom the actor may see the caller has asked. */
export const readStaffPost = (tx: Tx, personId: string): Promise<StaffPost> =>
  staffPost(tx, personId);

/** What the office read off a contract or a task description, and where that paper lies. */
export async function keepStaffLink(
  tx: Tx,
  personId: string,
  typed: TypedLink,
): Promise<Result<null>> {
  const person = await readSpeaker(tx, personId);
  if (!person) return notFound;
  const { organisations } = await staffPost(tx, personId);
  const problems = linkProblems(typed, organisations);
  if (problems.length > 0) return refuse(...problems);
  await replaceLink(tx, {
    ...typed,
    personId,
    basis: "contract",
    post: typed.post.trim(),
    paper: typed.paper.trim(),
    by: actorId(tx.actor) ?? "",
  });
  const { organisationId, until } = typed;
  const said = { basis: "contract", organisationId, until };
  await record(tx, "staff-link.kept", { type: "person", id: personId }, said);
  return ok(null);
}

/** Somebody does not work there any more, or it was written down wrongly. */
export async function endStaffLink(
  tx: Tx,
  personId: string,
  linkId: string,
): Promise<Result<null>> {
  const person = await readSpeaker(tx, personId);
  if (!person || !isUuid(linkId) || !(await endLink(tx, personId, linkId))) return notFound;
  await record(tx, "staff-link.ended", { type: "person", id: personId }, { linkId });
  return ok(null);
}

/** A head's yes says that the colleague works at the school; a later no takes that back too. */
export async function noteHeadsWord(
  tx: Tx,
  applicationId: string,
  answer: "yes" | "no",
): Promise<void> {
  const post = await applicantsPost(tx, applicationId);
  if (!post) return;
  if (answer === "yes") await replaceLink(tx, { ...post, basis: "head", by: "head" });
  else await endLinks(tx, { ...post, basis: "head" });
}
