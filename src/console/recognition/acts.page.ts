import { type Answer, file, nothingHere, redirect } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { readStay } from "../../stages/mobilities/read-stays.ts";
import { askReflection } from "../../stages/recognition/ask-reflection.ts";
import {
  issueCertificate,
  withdrawCertificate,
} from "../../stages/recognition/issue-certificate.ts";
import { offerReflection } from "../../stages/recognition/offer-reflection.ts";
import { readCertificateFile } from "../../stages/recognition/read-certificates.ts";
import { readOutcome } from "../../stages/recognition/read-outcomes.ts";
import { can } from "../../stages/recognition/recognition.policy.ts";
import { refusedStay } from "../mobilities/mobility.page.ts";
import { paths } from "../paths.ts";
import { outcomePaths } from "./outcome-paths.ts";

const idOf = (visit: StaffVisit) => visit.params.mobilityId ?? "";

/** Back to the stay where it was done; the stay's page with what speaks against it where it was not. */
async function answered(
  visit: StaffVisit,
  done: { readonly ok: true } | { readonly ok: false; readonly problems: readonly Problem[] },
): Promise<Answer> {
  const { slug } = visit.tx.actor.scheme;
  if (done.ok) return redirect(`${paths.mobility(slug, idOf(visit))}#outcome`);
  const stay = await readStay(visit.tx, idOf(visit));
  if (!stay || done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedStay(visit, stay, done.problems);
}

export const routes: Route[] = [
  {
    method: "POST",
    path: outcomePaths.question(":scheme", ":mobilityId"),
    access: "staff",
    allow: can.changeSomeOutcome,
    answer: async (visit) =>
      answered(visit, await askReflection(visit.tx, idOf(visit), visit.site.publicUrl)),
  },
  {
    method: "POST",
    path: outcomePaths.offer(":scheme", ":mobilityId"),
    access: "staff",
    allow: can.changeSomeOutcome,
    answer: async (visit) => answered(visit, await offerReflection(visit.tx, idOf(visit))),
  },
  {
    method: "POST",
    path: outcomePaths.certificate(":scheme", ":mobilityId"),
    access: "staff",
    allow: can.changeSomeOutcome,
    answer: async (visit) =>
      answered(visit, await issueCertificate(visit.tx, idOf(visit), visit.site.publicUrl)),
  },
  {
    method: "GET",
    path: outcomePaths.certificate(":scheme", ":mobilityId"),
    access: "staff",
    allow: can.seeOutcomes,
    answer: async (visit) => {
      // Whose stay it is, the stay itself says.
      if (!(await readOutcome(visit.tx, idOf(visit)))) return nothingHere;
      const kept = await readCertificateFile(visit.tx, idOf(visit));
      if (!kept) return nothingHere;
      return file({ name: kept.name, type: "application/pdf", body: kept.bytes });
    },
  },
  {
    method: "POST",
    path: outcomePaths.withdrawal(":scheme", ":mobilityId"),
    access: "staff",
    allow: can.changeSomeOutcome,
    answer: async (visit) =>
      answered(visit, await withdrawCertificate(visit.tx, idOf(visit), visit.form.text("reason"))),
  },
];
