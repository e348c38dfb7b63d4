import { expect, test } from "vitest";
import { applyForm } from "../../../tests/support/apply-form.ts";
import { LEARNER_FORM } from "../../stages/applications/application.forms.ts";

const { db, call, server, question, begin, answerAll, send, answers } = await applyForm();

test("a call that asks what somebody speaks keeps it with the person, level and proof", async () => {
  const [you, ...others] = LEARNER_FORM.sections;
  const field = {
    code: "own-1",
    kind: "languages",
    required: true,
    label: { en: "What do you speak?" },
  };
  const definition = {
    sections: [you, { code: "more", pages: [{ code: "own-1", fields: [field] }] }, ...others],
  };
  await db.sql(
    `insert into form_versions (id, scheme_id, audience, version, state, definition, created_at, frozen_at)
     values (gen_random_uuid(), $1, 'learners', 2, 'frozen', $2, now(), now())`,
    [call.scheme.id, JSON.stringify(definition)],
  );
  const as = await begin();
  const page = await server.get(question("own-1"), as);
  for (const said of [
    "What do you speak?",
    "Italian",
    "B1: everyday talk",
    "I have a certificate",
  ]) {
    expect(page.body).toContain(said);
  }
  const empty = await server.post(question("own-1"), { "own-1-1": "it" }, as);
  expect([empty.statusCode, empty.body.includes('href="#own-1-1-level"')]).toEqual([422, true]);
  const spoken = {
    "own-1-1": "it",
    "own-1-1-level": "B1",
    "own-1-1-proof": "certificate",
    "own-1-2": "en",
    "own-1-2-level": "A2",
    "own-1-2-proof": "self",
  };
  await answerAll(as, { ...answers, "own-1": spoken });
  expect((await send(as)).statusCode).toBe(303);
  expect(
    await db.sql("select language, level, basis from person_languages order by language"),
  ).toEqual([
    { language: "en", level: "A2", basis: "self" },
    { language: "it", level: "B1", basis: "certificate" },
  ]);
  const [frozen] = await db.sql<{ answer: string }>(
    "select answer from application_answers where field = 'own-1'",
  );
  expect(frozen?.answer).toBe("Italian: B1 (certificate)\nEnglish: A2 (own word)");
});
