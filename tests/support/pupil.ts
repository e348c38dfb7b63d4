/** Somebody applies through the form as a learner would: page by page, then sends it, or stops. */
import type { Database } from "../../src/platform/db/index.ts";
import type { Locale } from "../../src/platform/i18n/index.ts";
import { newId } from "../../src/platform/random.ts";
import type { Result } from "../../src/shared/result.ts";
import {
  beginApplication,
  type ClassFacts,
} from "../../src/stages/applications/begin-application.ts";
import { saveAnswers } from "../../src/stages/applications/save-answers.ts";
import { submitApplication } from "../../src/stages/applications/submit-application.ts";
import { readCall } from "../../src/stages/calls/read-calls.ts";

export type Applying = {
  readonly schemeId: string;
  readonly callId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birth: string;
  readonly school: string;
  readonly ofClass: ClassFacts | null;
  readonly trade: string;
  /** Flows, first wish first. */
  readonly wishes: readonly string[];
  readonly why: string;
  /** True for somebody who is asked for a guardian. */
  readonly minor: boolean;
  /** In which the form is read; Albanian when left out. */
  readonly locale?: Locale | undefined;
  /** How many pages are answered after the first; all of them and sent when left out. */
  readonly pages?: number | undefined;
};

const typed = (fields: Readonly<Record<string, string>>) => ({
  text: (name: string) => fields[name] ?? "",
  all: (name: string) => (fields[name] === undefined ? [] : [fields[name]]),
});

function must<T>(what: string, result: Result<T>): T {
  if (!result.ok) throw new Error(`${what}: ${JSON.stringify(result.problems)}`);
  return result.value;
}

export async function applyAs(
  database: Database,
  who: Applying,
): Promise<{ readonly draftId: string; readonly applicationId: string | null }> {
  const { schemeId } = who;
  const draftId = await database.withTx({ kind: "anonymous", schemeId }, async (tx) => {
    const call = await readCall(tx, who.callId);
    const begun = await beginApplication(tx, {
      call: call!,
      key: newId(),
      locale: who.locale ?? "sq",
      typed: typed({ "name-given": who.givenNames, "name-family": who.familyName }),
      ofClass: who.ofClass,
    });
    return must("begun", begun).draftId;
  });
  const [year = "", month = "", date = ""] = who.birth.split("-");
  const email = `${who.givenNames}.${who.familyName}@pupil.example`
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z.@]/g, "");
  const answers: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ["birth", { "birth-day": date, "birth-month": month, "birth-year": year }],
    ["school", { school: who.school }],
    ["trade", { "trade-trade": who.trade, "trade-year": "2" }],
    ["contact", { "contact-phone": "", "contact-email": email, "contact-way": "email" }],
    ["cities", Object.fromEntries(who.wishes.map((flow, at) => [`cities-${at + 1}`, flow]))],
    ["why", { why: who.why }],
    [
      "guardian",
      {
        "guardian-name": `${who.familyName}, guardian (invented)`,
        "guardian-phone": "000 000 000",
      },
    ],
    ["needs", { needs: "" }],
  ];
  const asked = answers.filter(([page]) => page !== "guardian" || who.minor);
  const actor = { kind: "applicant", schemeId, draftId } as const;
  const own = { purpose: "own-answers" } as const;
  for (const [page, fields] of asked.slice(0, who.pages ?? asked.length)) {
    await database.withTx(
      actor,
      async (tx) =>
        must(page, await saveAnswers(tx, draftId, page, typed(fields), who.locale ?? "sq")),
      own,
    );
  }
  if (who.pages !== undefined) return { draftId, applicationId: null };
  const { applicationId } = await database.withTx(
    actor,
    async (tx) => must("sent", await submitApplication(tx, draftId)),
    own,
  );
  return { draftId, applicationId };
}
