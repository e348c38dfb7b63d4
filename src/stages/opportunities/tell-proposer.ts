import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { queueMail } from "../../platform/mail/index.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { readerWords } from "../schemes/reader-words.ts";
import type { Opportunity, OpportunityState } from "./opportunity.ts";
import { proposerOf } from "./proposer.store.ts";

/**
 * A letter to whoever proposed an opportunity about what was decided, in the language in which it was
 * proposed; none to somebody who decides on the own one, or who has no role any more.
 */
export async function tellProposer(
  tx: Tx,
  of: Opportunity,
  state: OpportunityState,
  reason: string | null,
  publicUrl: string,
): Promise<void> {
  const proposer = await proposerOf(tx, of.id);
  if (!proposer || proposer.userId === actorId(tx.actor)) return;
  const scheme = await readScheme(tx);
  if (!scheme) throw new Error("a letter about an opportunity outside a scheme");
  const locale = proposer.language ?? "en";
  const words = readerWords(scheme.settings, "staff", locale);
  const path = `/console/${scheme.slug}/opportunities/${of.id}`;
  await queueMail(tx, {
    to: proposer.email,
    template: "opportunity.mail-decided",
    locale,
    params: {
      name: proposer.name,
      title: words.local(of.title),
      // A message's choices have names without hyphens.
      state: state.replace("-", ""),
      reason: reason ?? "",
      programme: words.local(scheme.name),
      link: new URL(path, publicUrl).toString(),
    },
  });
}
