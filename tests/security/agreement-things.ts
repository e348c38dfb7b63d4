/** An agreement of Albania that waits for signatures, one that is still being written, and their forms. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { day } from "../../src/shared/day.ts";
import { askQuestion } from "../../src/stages/agreements/ask-question.ts";
import { changeText } from "../../src/stages/agreements/change-text.ts";
import { draftAgreement } from "../../src/stages/agreements/draft-agreement.ts";
import { keepFile } from "../../src/stages/agreements/keep-file.ts";
import { choosePapers } from "../../src/stages/agreements/own-template-choose.ts";
import { addOwnTemplate } from "../../src/stages/agreements/own-template-keep.ts";
import { sampleDocx } from "../../src/stages/agreements/own-template-sample.ts";
import { readAgreement } from "../../src/stages/agreements/read-agreements.ts";
import { sendAgreement } from "../../src/stages/agreements/send-agreement.ts";
import { asSigner } from "../../src/stages/agreements/signing-link.ts";
import { registerMobilities } from "../../src/stages/mobilities/register-mobility.ts";
import { FILLED } from "../support/agreements.ts";
import type { TestDatabase } from "../support/database.ts";
import { pdf } from "../support/hostile.ts";
import { must } from "../support/small-scheme.ts";
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

const publicUrl = "http://localhost";

export type AgreementThings = Awaited<ReturnType<typeof preparedAgreements>>["agreements"];

export async function preparedAgreements(db: TestDatabase, coordinator: StaffActor) {
  const [flow] = await db.sql<{ id: string; host: string; line: string; school: string }>(
    `select f.id, f.hosting_organisation_id as host, c.line_id as line,
       (select o.id from organisations o where o.country = 'AL' and o.roles @> array['school']
          and o.scheme_id = f.scheme_id limit 1) as school
     from flows f join calls c on c.id = f.call_id
     where f.sending_country = 'AL' and f.scheme_id = $1 and c.number = 2 order by f.code limit 1`,
    [coordinator.schemeId],
  );
  if (!flow) throw new Error("no flow of Albania");
  return db.database.withTx(coordinator, async (tx) => {
    const stays = must(
      await registerMobilities(
        tx,
        [0, 1, 2].map((at) => ({
          lineId: flow.line,
          reference: `agreement-test-${at}`,
          person: {
            givenNames: "Signing",
            familyName: `Learner${at}`,
            birthDate: day("2003-05-01"),
            country: "AL",
            email: `signing${at}@example.org`,
            invented: true,
          },
          sendingOrganisationId: flow.school,
          hostingOrganisationId: flow.host,
          hostingCountry: "IT",
          hostingCity: "Bologna",
          starts: "2031-06-01",
          ends: "2031-06-28",
        })),
      ),
    ).map((each) => each.mobilityId as string);
    const kind = "learning-agreement";
    const write = async (mobilityId: string) =>
      must(await draftAgreement(tx, { mobilityId, kind })).agreementId;
    const fill = async (id: string) =>
      must(await changeText(tx, id, (path) => (FILLED[path] ? [FILLED[path]] : undefined)));
    const agreementId = await write(stays[0]!);
    await fill(agreementId);
    // The consortium's own Word paper goes out with it, and with no other.
    const bytes = sampleDocx(kind, "en");
    const named = { kind, year: "2021", language: "en", fileName: "Ours.docx" };
    const ownTemplateId = must(await addOwnTemplate(tx, { ...named, bytes }));
    must(await choosePapers(tx, [kind]));
    must(await sendAgreement(tx, agreementId, publicUrl));
    must(await choosePapers(tx, []));
    const unsent = await write(stays[1]!);
    await fill(unsent);
    const fileId = must(
      await keepFile(tx, {
        agreementId,
        kind: "sealed",
        version: 1,
        file: { type: "application/pdf", bytes: Buffer.from("%PDF-1.7 a paper of a test") },
      }),
    );
    const found = await readAgreement(tx, agreementId);
    const own = found?.stand?.standings.find(({ party }) => party.role === "participant");
    const secret = own && found?.secrets.get(own.party.id);
    const signer = secret && (await asSigner(tx, secret));
    if (!own || !secret || !signer) throw new Error("nobody was asked");
    must(await askQuestion(signer, "Who pays the bus?"));
    const [question] = (await readAgreement(tx, agreementId))?.questions ?? [];
    return {
      agreementId,
      partyId: own.party.id,
      fileId,
      questionId: question?.id ?? "",
      ownTemplateId,
      /** What other things have a name for already. */
      agreements: { secret, unsent, stays, flowId: flow.id },
    };
  });
}

/** The thing of agreements that a parameter of an address stands for. */
export function agreementThing(
  { agreements }: { readonly agreements: AgreementThings },
  path: string,
  name: string,
): string | undefined {
  return name === "secret" && path.includes("/sign/") ? agreements.secret : undefined;
}

export async function sendAgreementForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme } = site;
  const { partner } = cookies;
  const { agreements, agreementId, partyId, questionId } = things;
  const root = `/console/${scheme.slug}`;
  const one = `${root}/agreements/${agreementId}`;
  const of = "POST /console/:scheme/agreements/:agreementId";
  const party = `${one}/parties/${partyId}`;

  await send(
    "POST /console/:scheme/stays/:mobilityId/agreements",
    `${root}/stays/${agreements.stays[2]}/agreements`,
    partner,
    {
      kind: "host-agreement",
    },
  );
  await send("POST /console/:scheme/agreements", `${root}/agreements`, partner, {
    kind: "grant-agreement",
    flow: agreements.flowId,
  });
  await send(`${of}/sending`, `${root}/agreements/${agreements.unsent}/sending`, partner, {});
  await send(`${of}/text`, `${one}/text`, partner, { "monitoring.frequency": "Every day" });
  await send(
    `${of}/questions/:questionId/answer`,
    `${one}/questions/${questionId}/answer`,
    partner,
    {
      answer: "The programme pays.",
    },
  );
  await send(`${of}/parties/:partyId/reminder`, `${party}/reminder`, partner, {});
  const sign = `/en/${scheme.slug}/sign/${agreements.secret}`;
  await send(
    "POST /:lang/:scheme/sign/:secret",
    sign,
    {},
    {
      do: "sign",
      version: "1",
      name: "Signing Learner",
      agreed: "yes",
    },
  );
  const next = await site.db.sql<{ id: string }>(
    "select id from agreement_parties where agreement_id = $1 and role = 'sending' and ended_at is null",
    [agreementId],
  );
  const school = `${one}/parties/${next[0]!.id}`;
  await send(
    `${of}/parties/:partyId/signature`,
    `${school}/signature`,
    partner,
    {
      channel: "elsewhere",
      version: "1",
      signedName: "Head of school",
      "signedOn-day": "1",
      "signedOn-month": "9",
      "signedOn-year": "2026",
    },
    [{ field: "file", name: "signed.pdf", bytes: pdf() }],
  );
  await send(`${of}/parties/:partyId/person`, `${school}/person`, partner, {
    name: "Deputy head",
    email: "deputy@school.example",
  });
  await site.db.sql(
    "update mobilities set ends = ends + 1 where id = (select mobility_id from agreements where id = $1)",
    [agreementId],
  );
  await send(`${of}/difference`, `${one}/difference`, partner, {});
  await send(`${of}/withdrawal`, `${one}/withdrawal`, partner, { reason: "Moved to autumn" });
}
