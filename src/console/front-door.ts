import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/db/index.ts";
import { openSignInTables } from "../platform/db/sign-in-tables.ts";
import type { Words } from "../platform/i18n/index.ts";
import type { Post } from "../platform/mail/index.ts";
import { openSignIn, type SignIn } from "../platform/sign-in/index.ts";
import type { Route } from "../platform/web/route.ts";
import type { Html } from "../ui/index.ts";
import { demoPages } from "./demo/demo.page.ts";
import { type DemoReads, openDemo } from "./demo/demo.ts";
import { demoAbove, seatName } from "./demo/demo-bar.ts";
import { paths } from "./paths.ts";
import { setUpPages } from "./set-up/set-up.page.ts";
import { openSetUp } from "./set-up/set-up.ts";
import { deliverLink } from "./sign-in/deliver-link.ts";
import { linkPages } from "./sign-in/link.page.ts";
import { sessionPages } from "./sign-in/session.page.ts";
import { signInPages } from "./sign-in/sign-in.page.ts";

export type FrontDoor = {
  readonly signIn: SignIn;
  readonly routes: readonly Route[];
  /** The demo's bar for every page; undefined outside the demo. */
  readonly above:
    | ((page: { words: Words; path: string; token: string }) => Promise<Html>)
    | undefined;
  /** One address a role that has something to do, for the terminal. Empty outside the demo. */
  roleLinks(words: Words): Promise<readonly { readonly text: string; readonly url: string }[]>;
  /** Where the first scheme is made, with this start's key; null in the demo or once one runs. */
  setUpAddress(): Promise<string | null>;
  /** Waits for letters on their way, then lets the connections go. */
  close(): Promise<void>;
};

/** How people come in: links by e-mail, sessions, languages and, in the demo, invented seats. */
export function openFrontDoor(from: {
  readonly signInUrl: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly secret: string;
  readonly publicUrl: string;
  readonly post: Post | null;
  /** What the demo asks of later stages; null outside the demo. */
  readonly demo: DemoReads | null;
  readonly log: { error(fields: object, message: string): void };
}): FrontDoor {
  const { database, clock, post, publicUrl } = from;
  const tables = openSignInTables(from.signInUrl);
  const deliver = deliverLink({ database, post, demo: from.demo !== null });
  const signIn = openSignIn({ tables, secret: from.secret, publicUrl, deliver, log: from.log });
  const demo = from.demo && openDemo({ database, clock, reads: from.demo });
  const sendsMail = post !== null;
  const setUp = demo
    ? null
    : openSetUp({ database, clock, signIn, publicUrl, sendsMail, log: from.log });
  return {
    signIn,
    routes: [
      ...signInPages(signIn),
      ...linkPages(signIn),
      ...sessionPages(signIn),
      ...setUpPages(setUp),
      ...(demo ? demoPages(demo, signIn) : []),
    ],
    above: demo ? demoAbove(demo) : undefined,
    async roleLinks(words) {
      const scheme = await demo?.first();
      if (!scheme) return [];
      const url = (role: string) => new URL(paths.demo(scheme.slug, role), publicUrl).toString();
      const staff = scheme.seats
        .filter((seat) => seat.ready)
        .map((seat) => ({ text: seatName(words, seat), url: url(seat.role) }));
      const learner = { text: words.t("demo.role-learner"), url: url("learner") };
      return scheme.learners.length > 0 ? [...staff, learner] : staff;
    },
    setUpAddress: async () => setUp?.address() ?? null,
    async close() {
      await signIn.settled();
      await tables.close();
    },
  };
}
