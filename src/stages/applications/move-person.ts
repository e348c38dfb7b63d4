import type { Tx } from "../../platform/db/index.ts";
import { record, recordAll } from "../../platform/events/record.ts";
import { lockPersons, moveToPerson } from "./duplicate.store.ts";
import { moveLanguages } from "./language.store.ts";
import { moveLinks } from "./staff-link.store.ts";

export { insertVerdict, lockPersons } from "./duplicate.store.ts";

/**
 * Makes one person's applications and declared stays another's, with a line of history at both and
 * at each application. Only `decidePair` calls it, after it has looked for what conflicts.
 */
export async function movePerson(tx: Tx, from: string, to: string): Promise<void> {
  await lockPersons(tx, [from, to]);
  const moved = await moveToPerson(tx, from, to);
  await moveLanguages(tx, from, to);
  await moveLinks(tx, from, to);
  await record(
    tx,
    "person.merged",
    { type: "person", id: to },
    { from, applications: moved.map(({ id }) => id) },
  );
  await record(tx, "person.merged-away", { type: "person", id: from }, { to });
  await recordAll(
    tx,
    "application.person-merged",
    "application",
    moved.map(({ id }) => ({ id, data: { from, to } })),
  );
}
