import type { Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/schemes/scheme.policy.ts";
import { type Html, warningText } from "../../ui/index.ts";

/** Before the certificate of the seal ends, or when its keys cannot be read: who leads the office tells whoever runs the installation. */
export function sealWarning(visit: StaffVisit, words: Words): Html | null {
  const { site, tx } = visit;
  if (!site.sealStanding || !can.changeSettings(tx.actor)) return null;
  const { state, until } = site.sealStanding(tx.now);
  if (state === "broken") return warningText({ words, text: words.t("home.seal-broken") });
  if (!until || (state !== "ends-soon" && state !== "ended")) return null;
  const day = words.shortDay(until);
  const text = words.t(state === "ended" ? "home.seal-ended" : "home.seal-ends", { day });
  return warningText({ words, text });
}
