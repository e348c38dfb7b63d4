/** What this program consists of: its pages, its jobs. `main.ts` only starts it. */
import type { Tasks } from "./platform/jobs/jobs.ts";
import type { Post } from "./platform/mail/index.ts";
import type { Route } from "./platform/web/route.ts";
import { sendMail } from "./worker/send-mail.ts";

export const routes: readonly Route[] = [];

export const tasks = (post: Post | null): Partial<Tasks> => ({ "send-mail": sendMail(post) });
