import { forgottenFiles, sweepFile } from "../platform/files/sweep-files.ts";
import type { Task } from "../platform/jobs/jobs.ts";
import { sweepBundles } from "../stages/agreements/own-bundle.ts";
import { sweepExports } from "../stages/archive/begin-export.ts";
import { forgetCheckInTries } from "../stages/attendance/self-check-in.ts";
import { forgetEventNeeds } from "../stages/events/open-needs.ts";
import { forgetNeeds } from "../stages/hosting/keep-needs.ts";
import { forgetReasons } from "../stages/mobilities/keep-shorter-stay.ts";
import { forgetCopies } from "../stages/preparation/insurance-copy.ts";
import { forgetWithdrawn } from "../stages/stories/forget-withdrawn.ts";
import { forgetUnconfirmed } from "../stages/stories/subscribe.ts";

/**
 * Every night: archives that have lain long enough, bytes on the disk that nobody kept, what was
 * kept apart about people who are long home, insurance policies as files that nobody needs any more,
 * stories somebody took back, and addresses of which nobody said that they want the newsletter.
 */
export const sweep: Task<"sweep"> = async (_, { database, actor, log }) => {
  await database.withTx(actor, sweepBundles);
  await database.withTx(actor, forgetCheckInTries);
  await database.withTx(actor, sweepExports);
  await database.withTx(actor, forgetNeeds, { purpose: "care" });
  await database.withTx(actor, forgetWithdrawn);
  await database.withTx(actor, forgetUnconfirmed);
  await database.withTx(actor, forgetReasons, { purpose: "care" });
  await database.withTx(actor, forgetEventNeeds, { purpose: "care" });
  await database.withTx(actor, forgetCopies);
  let gone = 0;
  for (const hash of await database.withTx(actor, forgottenFiles)) {
    if (await database.withTx(actor, (tx) => sweepFile(tx, hash))) gone += 1;
  }
  if (gone > 0) log.info({ files: gone }, "files without a row swept");
};
