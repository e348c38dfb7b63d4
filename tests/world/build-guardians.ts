import { isLocale } from "../../src/platform/i18n/index.ts";
import { addDays } from "../../src/shared/day.ts";
import { moveExit } from "../../src/stages/consents/exit-authorisation.ts";
import { asGuardian, makeGuardianLink } from "../../src/stages/consents/guardian-link.ts";
import { setRule } from "../../src/stages/consents/set-rule.ts";
import { answerAsGuardian } from "../../src/stages/mobilities/answer-as-guardian.ts";
import { recordConsent, withdrawConsent } from "../../src/stages/mobilities/record-consent.ts";
import { approveTexts, textHash } from "../../src/stages/schemes/text-review.ts";
import type { World } from "./build.ts";
import { atNine } from "./days.ts";
import { must } from "./must.ts";

export type Wish = {
  readonly applicationId: string;
  readonly familyName: string;
  readonly country: string;
  readonly locale: string;
};

/**
 * What guardians of call 2 did: some by a link, some on paper, one took the consent back, one has a
 * link and has not opened it, one has done nothing. In one country the programme asks both.
 */
export async function buildGuardians(world: World, wishes: readonly Wish[]): Promise<void> {
  const { database, clock, days, schemeId } = world;
  const system = { kind: "system", schemeId } as const;
  const anna = world.actorOf("anna@uniser.example");
  const signed = addDays(days.call2.decided, 8);
  clock.moveTo(atNine(addDays(days.call2.decided, 9)));
  await database.withTx(system, async (tx) => {
    await must(
      "rule",
      setRule(tx, {
        country: "ME",
        guardians: "2",
        exitNeeded: "ask",
        exitSigners: "ask",
        exitCertified: "ask",
      }),
    );
    const group = "consent";
    await must(
      "texts",
      approveTexts(tx, {
        group,
        locale: "sq",
        hash: textHash(group, "sq"),
        reviewer: "Drita Lleshi (invented)",
      }),
    );
  });
  const answered = wishes.slice(0, -2);
  for (const [at, wish] of answered.entries()) {
    const numbers = wish.country === "ME" ? [1, 2] : [1];
    for (const guardian of numbers) {
      if (at % 2 === 0) await byLink(world, wish, guardian, at % 4 === 0);
      else {
        await database.withTx(system, (tx) =>
          must(
            "paper",
            recordConsent(tx, {
              applicationId: wish.applicationId,
              guardian,
              guardianName: nameOf(wish, guardian),
              givenOn: signed,
              purposes: at % 3 === 0 ? ["taking-part"] : ["taking-part", "data", "pictures"],
            }),
          ),
        );
      }
    }
    if (at % 3 === 0) {
      await database.withTx(anna, (tx) =>
        must("printed", moveExit(tx, wish.applicationId, "print")),
      );
    }
    if (at % 6 === 0) {
      await database.withTx(anna, (tx) => must("seen", moveExit(tx, wish.applicationId, "see")));
    }
  }
  const regrets = answered.find((wish) => wish.country === "AL") ?? answered[0];
  if (!regrets) return;
  clock.moveTo(atNine(addDays(days.today, -3)));
  const waiting = wishes.at(-2);
  if (waiting) {
    const learner = { kind: "learner", schemeId, applicationId: waiting.applicationId } as const;
    await database.withTx(learner, (tx) =>
      must("link", makeGuardianLink(tx, { ...waiting, guardian: 1 })),
    );
  }
  await database.withTx(system, (tx) =>
    must(
      "taken back",
      withdrawConsent(tx, {
        applicationId: regrets.applicationId,
        guardian: 1,
        purpose: "taking-part",
      }),
    ),
  );
}

const nameOf = (wish: Wish, guardian: number): string =>
  `${guardian === 1 ? "Besa" : "Ilir"} ${wish.familyName} (invented)`;

async function byLink(
  { database, schemeId }: World,
  wish: Wish,
  guardian: number,
  pictures: boolean,
): Promise<void> {
  const learner = { kind: "learner", schemeId, applicationId: wish.applicationId } as const;
  const { secret } = await database.withTx(learner, (tx) =>
    must("link", makeGuardianLink(tx, { ...wish, guardian })),
  );
  await database.withTx({ kind: "anonymous", schemeId }, async (tx) => {
    const visit = await asGuardian(tx, secret);
    const locale = isLocale(wish.locale) ? wish.locale : "en";
    if (!visit) throw new Error("the link that was just made opens nothing");
    return must(
      "consent",
      answerAsGuardian(visit, {
        purposes: ["taking-part", "data", ...(pictures ? (["pictures"] as const) : [])],
        guardianName: nameOf(wish, guardian),
        wording: { locale, hash: textHash("consent", locale) },
      }),
    );
  });
}
