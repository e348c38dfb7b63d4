/** A stay with a company, and its learning agreement filled and sent to a learner and a guardian. */

import type { Tx } from "../../src/platform/db/index.ts";
import { createLog } from "../../src/platform/log.ts";
import { whoseTurn } from "../../src/stages/agreements/agreement.rules.ts";
import { changeText } from "../../src/stages/agreements/change-text.ts";
import { draftAgreement } from "../../src/stages/agreements/draft-agreement.ts";
import { readAgreement } from "../../src/stages/agreements/read-agreements.ts";
import { sendAgreement } from "../../src/stages/agreements/send-agreement.ts";
import { signAgreement, type TypedSignature } from "../../src/stages/agreements/sign-agreement.ts";
import { asSigner } from "../../src/stages/agreements/signing-link.ts";
import { need } from "./call.ts";
import { type HostingScene, hostingScene, PUBLIC } from "./hosting.ts";

export const FILLED: Readonly<Record<string, string>> = {
  "mobility.field": "Carpentry",
  "participant.programme": "Carpentry, year 2",
  "outcomes.outcomes": "Works wood: measures and cuts by a drawing",
  "programme.tasks": "Preparing parts\nSanding",
  "monitoring.emergency": "+34 600 000 000",
};

export type AgreementScene = HostingScene & {
  readonly agreementId: string;
  /** Ids of the parties by their role. */
  party(role: string): Promise<string>;
  /** What stands in the address of a role's party. */
  secret(role: string): Promise<string>;
  as<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
};

/** @param stay which of the scene's learners */
export async function sentAgreement(scene: HostingScene, stay = 0): Promise<AgreementScene> {
  const { db, call } = { db: scene.db, call: scene };
  const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    db.database.withTx(call.actor, work as never);
  await db.sql("update mobilities set company_id = $1, state = 'matched' where id = $2", [
    scene.companies[0],
    scene.stays[stay],
  ]);
  const agreementId = await as(async (tx) => {
    const { agreementId: id } = need(
      await draftAgreement(tx, {
        mobilityId: scene.stays[stay] ?? "",
        kind: "learning-agreement",
      }),
    );
    need(await changeText(tx, id, (path) => (FILLED[path] ? [FILLED[path]] : undefined)));
    need(await sendAgreement(tx, id, PUBLIC));
    return id;
  });
  const found = async () => {
    const page = await as((tx) => readAgreement(tx, agreementId));
    if (!page?.stand) throw new Error("nothing was sent");
    return page;
  };
  const party = async (role: string) => {
    const one = (await found()).stand?.standings.find((each) => each.party.role === role);
    if (!one) throw new Error(`no party ${role}`);
    return one.party.id;
  };
  return {
    ...scene,
    agreementId,
    as,
    party,
    async secret(role) {
      const secret = (await found()).secrets.get(await party(role));
      if (!secret) throw new Error(`nobody asked ${role} yet`);
      return secret;
    },
  };
}

export const agreementScene = async (): Promise<AgreementScene> =>
  sentAgreement(await hostingScene(2));

export { PUBLIC };

/** The codes of a refusal, each with its field. */
export const codes = (result: {
  ok: boolean;
  problems?: readonly { code: string; field?: string }[];
}): string[] =>
  (result.problems ?? []).map((one) => (one.field ? `${one.field} ${one.code}` : one.code));

/** What tests of one agreement do again and again. */
export function hands(scene: AgreementScene) {
  const { as, db } = scene;
  const page = async (id = scene.agreementId) => {
    const found = await as((tx) => readAgreement(tx, id));
    if (!found) throw new Error("no such agreement");
    return found;
  };
  const sign = (secret: string, more: Partial<TypedSignature> = {}) =>
    as(async (tx) => {
      const visit = await asSigner(tx, secret);
      if (!visit) throw new Error("no such link");
      const typed: TypedSignature = {
        version: 1,
        name: "Ana Secret00",
        agreed: true,
        drawing: "",
        named: () => "",
        said: { locale: "en", hash: "f".repeat(64) },
        ...more,
      };
      return signAgreement(visit, typed, PUBLIC);
    });
  return {
    page,
    sign,
    /** Everybody by their own link, in their turn. */
    async signAll() {
      for (;;) {
        const found = await page();
        const [next] = whoseTurn(found.stand?.standings ?? []);
        if (!next) return;
        need(
          await sign(found.secrets.get(next.party.id) ?? "", {
            version: found.agreement.version,
            named: (path) => (path === "mentor.name" ? "Marta" : ""),
          }),
        );
      }
    },
    letters: () =>
      db.sql<{ to_address: string; template: string; body: string }>(
        "select to_address, template, body from mail_messages where template like 'sign.%' order by created_at, id",
      ),
    context: {
      database: db.database,
      actor: scene.actor,
      clock: scene.clock,
      log: createLog({ level: "fatal" }),
      attempt: 1,
      lastAttempt: false,
    },
  };
}
