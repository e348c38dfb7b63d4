import { nothingHere, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import { can } from "../../stages/allocation-runs/allocation-run.policy.ts";
import { pinApplicant, removePin } from "../../stages/allocation-runs/pin-applicant.ts";
import { paths } from "../paths.ts";
import { runPage, workbenchPage } from "./workbench.page.ts";

const isNotFound = (problems: readonly { readonly code: string }[]): boolean =>
  problems.some((p) => p.code === "not-found");

export const routes: Route[] = [
  {
    method: "POST",
    path: paths.pins(":scheme", ":callId"),
    access: "staff",
    allow: can.pin,
    answer: async (visit) => {
      const { slug } = visit.tx.actor.scheme;
      const { form } = visit;
      const [applicationId, runId] = [form.text("application"), form.text("run")];
      const typed = { place: form.text("place"), reason: form.text("reason") };
      const pinned = await pinApplicant(visit.tx, {
        callId: visit.params.callId!,
        applicationId,
        placeId: typed.place,
        reason: typed.reason,
      });
      if (pinned.ok) return redirect(`${paths.runPerson(slug, runId, applicationId)}#person`);
      const { problems } = pinned;
      if (isNotFound(problems)) return nothingHere;
      const html = await runPage(visit, runId, {
        applicationId,
        problems,
        typed: { ...typed, problems },
      });
      return html ? refusedPage(html) : nothingHere;
    },
  },
  {
    method: "POST",
    path: paths.pinRemoval(":scheme", ":pinId"),
    access: "staff",
    allow: can.pin,
    answer: async (visit) => {
      const { slug } = visit.tx.actor.scheme;
      const removed = await removePin(visit.tx, visit.params.pinId!);
      if (removed.ok) {
        const back = visit.form.text("back");
        const own = back.startsWith(`${paths.home(slug)}/runs/`);
        return redirect(own ? back : paths.workbench(slug, removed.value.callId));
      }
      if (isNotFound(removed.problems)) return nothingHere;
      const html = await workbenchPage(visit, visit.form.text("call"), removed.problems);
      return html ? refusedPage(html) : nothingHere;
    },
  },
];
