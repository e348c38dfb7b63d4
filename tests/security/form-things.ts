/** A version of the learners' form that is being worked on, with a question of the office's own. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { ok } from "../../src/shared/result.ts";
import { changeForm, copyForm, readForms } from "../../src/stages/applications/change-form.ts";
import { putField } from "../../src/stages/applications/form-parts.ts";
import { ensureStandardForms } from "../../src/stages/applications/standard-forms.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export const preparedForms = (db: TestDatabase, coordinator: StaffActor) =>
  db.database.withTx(coordinator, async (tx) => {
    await ensureStandardForms(tx);
    const from = (await readForms(tx)).find((form) => form.audience === "learners");
    if (!from) throw new Error("no form for learners");
    const formId = must(await copyForm(tx, from.id));
    const own = { code: "own-1", kind: "text", required: false, label: { en: "Where?" } } as const;
    must(
      await changeForm(tx, formId, own.code, ({ definition }) =>
        ok(putField(definition, "needs", own)),
      ),
    );
    return { formId, page: "needs", field: own.code };
  });

/** The builder's forms in the order in which an office sends them: the staff's form, then the learners'. */
export async function sendFormForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme, db } = site;
  const root = `/console/${scheme.slug}/forms`;
  const of = "POST /console/:scheme/forms";
  const post = (path: string, url: string, fields: Readonly<Record<string, string>> = {}) =>
    send(`${of}${path}`, `${root}${url}`, cookies.coordinator, fields);
  const [staff] = await db.sql<{ id: string }>(
    `select id from form_versions where scheme_id = $1 and audience = 'staff' and state = 'frozen'
     order by version desc limit 1`,
    [scheme.id],
  );
  await post("", "");
  const made = (await post("/:formId/copy", `/${staff?.id}/copy`)).split("?")[0] ?? "";
  const draft = made.slice(root.length);
  await post("/:formId/pages/:page", `${draft}/pages/new`, { title: "More about you" });
  await post("/:formId/pages/:page/:field", `${draft}/pages/page-1/new`, {
    kind: "yes-no",
    label: "Have you been abroad?",
  });
  await post("/:formId/moves", `${draft}/moves`, { page: "page-1", to: "out" });
  await post("/:formId/freeze", `${draft}/freeze`);
  await post("/:formId/removal", `/${things.formId}/removal`);
}
