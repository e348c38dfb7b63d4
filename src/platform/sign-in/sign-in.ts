/**
 * Sign-in by a link sent by e-mail; there are no passwords to lose.
 *
 * The library's own web endpoints are not mounted: its link is consumed by a GET, and mail scanners
 * follow links. Our page shows a button; only its POST reaches `useLink`. The library makes the
 * link's secret (kept as a hash, for 15 minutes, consumed by one statement) and the session.
 */
import { createHmac } from "node:crypto";
import { betterAuth } from "better-auth";
import { magicLink } from "better-auth/plugins/magic-link";
import { pause } from "../clock.ts";
import type { SignInTables } from "../db/sign-in-tables.ts";
import type { Locale } from "../i18n/index.ts";

export const LINK_MINUTES = 15;
/** A working day; two idle hours end a session earlier (`auth.staff_by_session`). */
export const SESSION_SECONDS = 12 * 60 * 60;

/** The answer has left by then, so that the letter's work cannot slow it down. */
const AFTER_THE_ANSWER_MS = 100;

export type LinkLetter = {
  readonly schemeId: string;
  readonly address: string;
  readonly personName: string;
  readonly locale: Locale;
  /** Opens our page with the button. Whoever holds it for 15 minutes can sign in. */
  readonly url: string;
};

export type SignIn = {
  /**
   * Sends a link if the address has a live role. Returns at once and works afterwards, so that
   * the answer takes the same time for an address we know and for one we do not.
   */
  requestLink(wish: {
    readonly address: string;
    readonly locale: Locale;
    /** Own path to continue at. */
    readonly to: string;
  }): void;
  /**
   * A link to hand over by other means: to the administrator who stands at the machine and has no
   * mail server yet. Null when the address has no role.
   */
  makeLink(address: string): Promise<string | null>;
  /** The new session's secret; null when the link is unknown, was used, or is too old. */
  useLink(token: string): Promise<string | null>;
  /** A session without a link, for the demo's invented people alone. */
  openSession(userId: string): Promise<string>;
  endSession(token: string): Promise<void>;
  /** A one-way mark of an address for counters. */
  mark(text: string): string;
  /** Waits for links being sent. */
  settled(): Promise<void>;
};

type Options = {
  readonly tables: SignInTables;
  readonly secret: string;
  readonly publicUrl: string;
  readonly deliver: (letter: LinkLetter) => Promise<void>;
  readonly log: { error(fields: object, message: string): void };
};

/** What becomes of a new link; the library calls it back with what we gave it. */
type Hand = (url: URL) => void | Promise<void>;

export function openSignIn(options: Options): SignIn {
  const { tables, secret } = options;
  const auth = betterAuth({
    baseURL: options.publicUrl,
    secret: createHmac("sha256", secret).update("sign-in").digest("base64url"),
    database: { db: tables.db, type: "postgres" },
    session: { expiresIn: SESSION_SECONDS },
    telemetry: { enabled: false },
    // Its messages may name addresses; what we want to know we log ourselves.
    logger: { disabled: true },
    plugins: [
      magicLink({
        expiresIn: LINK_MINUTES * 60,
        storeToken: "hashed",
        // An account is made when somebody is given a role, never by asking for a link.
        disableSignUp: true,
        sendMagicLink: async ({ token, metadata }) => {
          const url = new URL("/sign-in/link", options.publicUrl);
          url.searchParams.set("token", token);
          await (metadata as { hand: Hand }).hand(url);
        },
      }),
    ],
  });
  const context = auth.$context;
  const underway = new Set<Promise<void>>();

  const newLink = (address: string, hand: Hand) =>
    auth.api.signInMagicLink({
      body: { email: address, metadata: { hand } },
      headers: new Headers(),
    });

  async function send(wish: Parameters<SignIn["requestLink"]>[0]): Promise<void> {
    const [role] = await tables.liveRoles(wish.address);
    if (!role) return;
    await newLink(wish.address, (url) => {
      if (wish.to) url.searchParams.set("to", wish.to);
      return options.deliver({
        schemeId: role.schemeId,
        address: wish.address,
        personName: role.personName,
        locale: wish.locale,
        url: url.toString(),
      });
    });
  }

  return {
    requestLink(wish) {
      const work = pause(AFTER_THE_ANSWER_MS)
        .then(() => send(wish))
        .catch((error: unknown) => options.log.error({ err: error }, "sign-in link not sent"))
        .finally(() => underway.delete(work));
      underway.add(work);
    },
    async makeLink(address) {
      const roles = await tables.liveRoles(address);
      if (roles.length === 0) return null;
      let link: string | null = null;
      await newLink(address, (url) => {
        link = url.toString();
      });
      return link;
    },
    async useLink(token) {
      // The library answers an unknown, used or expired link by a redirect, which it throws.
      const answer = await auth.api
        .magicLinkVerify({ query: { token }, headers: new Headers() })
        .catch((error: { status?: unknown }) => {
          if (error.status === "FOUND") return null;
          throw error;
        });
      return answer?.token ?? null;
    },
    async openSession(userId) {
      const { internalAdapter } = await context;
      return (await internalAdapter.createSession(userId)).token;
    },
    async endSession(token) {
      const { internalAdapter } = await context;
      if (token) await internalAdapter.deleteSession(token);
    },
    mark: (text) => createHmac("sha256", secret).update(`sign-in:${text}`).digest("hex"),
    async settled() {
      await Promise.all(underway);
    },
  };
}
