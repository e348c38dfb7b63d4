/** What this program consists of: its pages, its jobs. `main.ts` only starts it. */
import { routes as consoleRoutes } from "./console/index.ts";
import type { Tasks } from "./platform/jobs/jobs.ts";
import type { Post } from "./platform/mail/index.ts";
import type { Route } from "./platform/web/route.ts";
import { routes as portalRoutes } from "./portal/index.ts";
import { runAllocation } from "./worker/run-allocation.ts";
import { sendMail } from "./worker/send-mail.ts";

/** All pages but those of the front door, which come with the sign-in (`console/front-door.ts`). */
export const routes: readonly Route[] = [...portalRoutes, ...consoleRoutes];

export const tasks = (post: Post | null): Partial<Tasks> => ({
  "send-mail": sendMail(post),
  "run-allocation": runAllocation,
});
