import { renderPaper } from "../../src/documents/index.ts";
import type { Tx } from "../../src/platform/db/index.ts";
import { wordsFor } from "../../src/platform/i18n/index.ts";
import { addDays } from "../../src/shared/day.ts";
import { askQuestion } from "../../src/stages/agreements/ask-question.ts";
import { changePerson } from "../../src/stages/agreements/change-party.ts";
import { changeText } from "../../src/stages/agreements/change-text.ts";
import { draftAgreement } from "../../src/stages/agreements/draft-agreement.ts";
import { digestOf } from "../../src/stages/agreements/fingerprints.ts";
import { readAgreement } from "../../src/stages/agreements/read-agreements.ts";
import { recordSignature } from "../../src/stages/agreements/record-signature.ts";
import { readPaper } from "../../src/stages/agreements/seal-paper.ts";
import { sendAgreement } from "../../src/stages/agreements/send-agreement.ts";
import { signAgreement } from "../../src/stages/agreements/sign-agreement.ts";
import { asSigner } from "../../src/stages/agreements/signing-link.ts";
import type { World } from "./build.ts";
import { atNine } from "./days.ts";
import { must } from "./must.ts";

const KIND = "learning-agreement";

/** What everybody here confirmed; where the text is another version, the number in it is another. */
const saidHash = digestOf(
  Buffer.from(wordsFor("en").t("sign.say", { code: "KLA-0000-0000", version: 1 })),
);

/** How far each of the demo's agreements has come; the rest of a group is still being written. */
const STORIES = [
  "signed",
  "changed",
  "host-missing",
  "school-missing",
  "question",
  "asked",
  "asked",
  "unsent",
] as const;

/** Agreements in every state, so that the wall of signatures shows something to do. */
export async function buildAgreements(world: World): Promise<void> {
  const anna = world.actorOf("anna@uniser.example");
  const { rows } = await world.database.withTx(anna, async (tx) => ({
    rows: await tx.db
      .selectFrom("mobilities")
      .where("state", "=", "matched")
      .where("company_id", "is not", null)
      .select("id")
      .orderBy("starts")
      .orderBy("reference")
      .limit(STORIES.length)
      .execute(),
  }));
  for (const [at, { id }] of rows.entries()) {
    await tell(world, id, STORIES[at] ?? "asked");
  }
}

async function tell(
  world: World,
  mobilityId: string,
  story: (typeof STORIES)[number],
): Promise<void> {
  const anna = world.actorOf("anna@uniser.example");
  const act = <T>(work: (tx: Tx) => Promise<T>) =>
    world.database.withTx(anna, work as never) as Promise<T>;
  world.clock.moveTo(atNine(addDays(world.days.today, -9)));
  const { agreementId } = await must(
    "an agreement",
    await act((tx) => draftAgreement(tx, { mobilityId, kind: KIND })),
  );
  if (story === "unsent") return;
  // What nobody can know before the host has said it.
  await must(
    "its text",
    await act(async (tx) => {
      const found = await readAgreement(tx, agreementId);
      const missing = (path: string, text: string) =>
        found?.agreement.content[path] === undefined ? [text] : undefined;
      return changeText(tx, agreementId, (path) => {
        if (path === "monitoring.emergency") return missing(path, "+39 051 000 000");
        if (path === "outcomes.outcomes") {
          return missing(
            path,
            "Works in a team: takes part in the daily work and says what is unclear",
          );
        }
        return path === "programme.tasks" ? missing(path, "Daily work with the mentor") : undefined;
      });
    }),
  );
  const sent = await act((tx) => sendAgreement(tx, agreementId, world.publicUrl));
  if (!sent.ok) return;
  const open = async (role: string) => {
    const found = await act((tx) => readAgreement(tx, agreementId));
    return (found?.stand?.standings ?? [])
      .filter(({ party, valid }) => party.role === role && !valid)
      .map(({ party }) => ({ party, secret: found?.secrets.get(party.id) }));
  };
  const sign = async (role: string, name: string) => {
    for (const { party, secret } of await open(role)) {
      if (!secret) continue;
      await must(
        `the signature of ${role}`,
        await act(async (tx) => {
          const visit = await asSigner(tx, secret);
          if (!visit) throw new Error("no such link");
          return signAgreement(
            visit,
            {
              version: (await readAgreement(tx, agreementId))?.agreement.version ?? 1,
              name: party.name || name,
              agreed: true,
              drawing: "",
              named: (path) => (path === "mentor.name" ? "Chiara Bassi" : ""),
              said: { locale: "en", hash: saidHash },
            },
            world.publicUrl,
          );
        }),
      );
    }
  };
  if (story === "asked") return;
  if (story === "question") {
    const [one] = await open("participant");
    if (!one?.secret) return;
    const { secret } = one;
    await must(
      "a question",
      await act(async (tx) => {
        const visit = await asSigner(tx, secret);
        if (!visit) throw new Error("no such link");
        return askQuestion(visit, "May I come home for a weekend?");
      }),
    );
    return;
  }
  world.clock.moveTo(atNine(addDays(world.days.today, -6)));
  await sign("participant", "Learner");
  await sign("guardian", "Mirjeta Hoxha");
  if (story === "school-missing") return;
  const [school] = await open("sending");
  if (school) {
    await must(
      "whom to ask at the school",
      await act((tx) =>
        changePerson(
          tx,
          { agreementId, partyId: school.party.id },
          { name: "Head of school", email: "head@school.example" },
          world.publicUrl,
        ),
      ),
    );
    const [named] = await open("sending");
    // What an office would get back by post: the same text as a paper, here without a pen's stroke.
    const ready = await act((tx) => readPaper(tx, agreementId, world.publicUrl));
    if (!ready) throw new Error("no paper");
    const scan = Buffer.from(renderPaper({ ...ready.model, sample: true }));
    await must(
      "the school's sheet",
      await act((tx) =>
        recordSignature(
          tx,
          {
            agreementId,
            partyId: named?.party.id ?? "",
            channel: "elsewhere",
            version: 1,
            name: "Head of school",
            signedOn: addDays(world.days.today, -6),
            file: { type: "application/pdf", bytes: scan },
          },
          world.publicUrl,
        ),
      ),
    );
  }
  await sign("intermediary", "Invented Partner");
  if (story === "host-missing") return;
  world.clock.moveTo(atNine(addDays(world.days.today, -4)));
  await sign("hosting", "Invented Host");
  if (story === "signed") return;
  await must(
    "a change",
    await act((tx) =>
      changeText(tx, agreementId, (path) =>
        path === "monitoring.frequency"
          ? ["Every day in the first week, then once a week"]
          : undefined,
      ),
    ),
  );
  await must("the change", await act((tx) => sendAgreement(tx, agreementId, world.publicUrl)));
}
