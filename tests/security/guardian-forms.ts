/** The forms of guardians, of the school that photographs sheets, and of whoever reads the texts. */
import { textHash } from "../../src/stages/schemes/text-review.ts";
import { pdf } from "../support/hostile.ts";
import { photographOf } from "../support/photograph.ts";
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function sendGuardianForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme } = site;
  const { coordinator, partner, learner, officer } = cookies;
  const root = `/console/${scheme.slug}`;
  const one = `${root}/applications/${things.applicationId}`;
  const of = "POST /console/:scheme/applications/:applicationId";
  const signed = { "givenOn-day": "1", "givenOn-month": "9", "givenOn-year": "2026" };

  await send(
    "POST /:lang/:scheme/guardian/:secret",
    `/en/${scheme.slug}/guardian/${things.secret}`,
    {},
    { do: "answer", consent: "data", guardianName: "Mirjeta Hoxha" },
  );
  await send(
    "POST /:lang/:scheme/place/guardian-link",
    `/en/${scheme.slug}/place/guardian-link`,
    learner,
    { guardian: "2", language: "sq" },
  );
  await send(`${of}/guardian-links`, `${one}/guardian-links`, officer, {
    guardian: "2",
    language: "sr-Cyrl",
  });
  await send(`${of}/consents`, `${one}/consents`, partner, {
    purposes: "pictures",
    guardianName: "Drita Hoxha",
    ...signed,
  });
  await send(`${of}/consents/withdrawal`, `${one}/consents/withdrawal`, officer, {
    purpose: "pictures",
    guardian: "1",
  });
  await send(`${of}/border-form`, `${one}/border-form`, officer, { act: "print" });

  await send(`${of}/border-form/scans`, `${one}/border-form/scans`, officer, {}, [
    { field: "scan", name: "form.pdf", bytes: pdf({ pages: 2 }) },
  ]);
  await send(
    "POST /console/:scheme/files-apart/:apartId",
    `${root}/files-apart/${things.apartId}`,
    coordinator,
    { act: "let-go" },
  );

  const papers = `${root}/consents/papers`;
  const paper = "POST /console/:scheme/consents/papers/:paperId";
  await send("POST /console/:scheme/consents/papers", papers, officer, {}, [
    {
      field: "papers",
      name: "sheet.jpg",
      bytes: await photographOf(null, { turned: 0, width: 300, height: 400 }),
    },
  ]);
  await send(`${paper}/match`, `${papers}/${things.unreadPaperId}/match`, coordinator, {
    applicationId: things.applicationId,
    guardian: "2",
  });
  await send(`${paper}/removal`, `${papers}/${things.unreadPaperId}/removal`, coordinator, {});
  await send(paper, `${papers}/${things.paperId}`, officer, {
    purposes: "taking-part",
    guardianName: "Mirjeta Hoxha",
    ...signed,
  });
  await send("POST /console/:scheme/consents/countries", `${root}/consents/countries`, partner, {
    country: "AL",
    guardians: "2",
    exitNeeded: "ask",
    exitSigners: "ask",
    exitCertified: "ask",
  });
  await send("POST /console/:scheme/consents/days", `${root}/consents/days`, coordinator, {
    data: "400",
    pictures: "600",
  });
  await send(`${of}/head-letter`, `${one}/head-letter`, partner, { to: "head2@example.org" });
  // The country asks for both now, and here there is one.
  await send(`${of}/one-guardian`, `${one}/one-guardian`, officer, { soleReason: "only-one" });
  await send(`${of}/one-guardian/end`, `${one}/one-guardian/end`, partner, {});
  await send(
    "POST /console/:scheme/settings/languages/:group/:locale",
    `${root}/settings/languages/result/en`,
    coordinator,
    { hash: textHash("result", "en"), reviewer: "Reader of English" },
  );
}
