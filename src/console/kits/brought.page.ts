import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { listMemberships } from "../../stages/accounts/read-memberships.ts";
import { openBrought, readBrought } from "../../stages/kits/bring-kit.ts";
import { can } from "../../stages/kits/kit.policy.ts";
import { paths } from "../paths.ts";
import { broughtPage } from "./brought-form.ts";
import { kitPaths } from "./kit-paths.ts";
import { readKitWish } from "./wish.ts";

/** Under the name and the address that the person signs in with: another's is never written here. */
async function meOf({ tx }: StaffVisit) {
  const { actor } = tx;
  const own = (await listMemberships(tx)).find(({ userId }) => userId === actor.userId);
  return { name: actor.userName, email: own?.email ?? "" };
}

export const routes: Route[] = [
  {
    method: "GET",
    path: kitPaths.one(":scheme", ":broughtId"),
    access: "staff",
    allow: can.openKit,
    answer: async (visit) => {
      const brought = await readBrought(visit.tx, visit.params.broughtId ?? "");
      if (!brought) return nothingHere;
      return page(broughtPage(visit, brought, await meOf(visit), []));
    },
  },
  {
    method: "POST",
    path: kitPaths.one(":scheme", ":broughtId"),
    access: "staff",
    allow: can.openKit,
    answer: async (visit) => {
      const { tx, params, form } = visit;
      const id = params.broughtId ?? "";
      const brought = await readBrought(tx, id);
      if (!brought) return nothingHere;
      const me = await meOf(visit);
      const { wish, problems } = readKitWish(form, brought.kit.rooms, me);
      if (problems.length > 0) return refusedPage(broughtPage(visit, brought, me, problems));
      const opened = await openBrought(tx, id, wish);
      if (!opened.ok) return refusedPage(broughtPage(visit, brought, me, opened.problems));
      return redirect(paths.home(opened.value.slug));
    },
  },
];
