import type { Tx } from "../../platform/db/index.ts";
import { answerOf } from "./application.forms.ts";
import type { Draft } from "./draft.ts";
import { languagesFrom } from "./language.rules.ts";
import { addLanguages, personOfApplication } from "./language.store.ts";

/** What a sent form says about languages is kept with the person, where the call asked for it. */
export async function saySpoken(tx: Tx, applicationId: string, draft: Draft): Promise<void> {
  const said = answerOf<readonly string[]>(draft.definition, draft.answers, "languages") ?? [];
  const languages = languagesFrom(said.join("; "));
  if (!languages.ok || languages.value.length === 0) return;
  const personId = await personOfApplication(tx, applicationId);
  await addLanguages(tx, [{ personId, languages: languages.value }]);
}
