import type { Clock } from "../../platform/clock.ts";
import type { Database, Tx } from "../../platform/db/index.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { newSecret } from "../../platform/random.ts";
import { sameSecret } from "../../platform/same-secret.ts";
import { LINK_MINUTES, type SignIn } from "../../platform/sign-in/index.ts";
import type { Form } from "../../platform/web/form.ts";
import { ok, type Result } from "../../shared/result.ts";
import { hasRunningScheme } from "../../stages/schemes/claim-first-scheme.ts";
import { paths } from "../paths.ts";
import { makeScheme } from "./make-scheme.ts";
import type { Wish } from "./wish.ts";

/** What the one who set up is told afterwards. */
export type Made = {
  readonly email: string;
  /** Whether the sign-in link went out as a letter. */
  readonly mailed: boolean;
  /** Path of the page that signs in; null when a letter was sent, or when the link is too old. */
  readonly link: string | null;
};

/** How an installation without a scheme gets its first one, by whoever reads the terminal. */
export type SetUp = {
  /** The address to open, with the key of this start; null when a scheme runs already. */
  address(): Promise<string | null>;
  isOpen(tx: Tx, key: string): Promise<boolean>;
  /**
   * Makes the scheme once; the value is the path of what comes next. Null when the key is not the
   * one, or was used by another form.
   */
  create(
    wish: () => Result<Wish>,
    sent: { readonly form: Form; readonly locale: Locale },
  ): Promise<Result<string> | null>;
  /** Null for any key but the one `create` led to. */
  made(key: string): Made | null;
};

/**
 * Each attempt holds the connection of its request and takes another: many at once could hold all
 * connections while each waits for one more.
 */
const MOST_AT_ONCE = 3;

/**
 * The key is made anew with each start, kept in memory and on the terminal alone, and ends with its
 * first success.
 */
export function openSetUp(from: {
  readonly database: Database;
  readonly clock: Clock;
  readonly signIn: SignIn;
  readonly publicUrl: string;
  /** Whether letters leave this installation; if not, the page itself shows the link. */
  readonly sendsMail: boolean;
  readonly log: { error(fields: object, message: string): void };
}): SetUp {
  const { database, clock, signIn, sendsMail } = from;
  const key = newSecret();
  const doneKey = newSecret();
  const done = `${paths.setUpDone()}?key=${doneKey}`;
  let success: { form: string; madeAt: Date; email: string; link: string | null } | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let attempts = 0;

  async function attempt(
    wish: () => Result<Wish>,
    { form, locale }: { readonly form: Form; readonly locale: Locale },
  ): Promise<Result<string> | null> {
    const mark = `${form.text("_key")} ${form.fingerprint()}`;
    // The same form again, a double tap: its sender must still learn how to go on.
    if (success) return success.form === mark ? ok(done) : null;
    const wished = wish();
    if (!wished.ok) return wished;
    const result = await makeScheme(database, wished.value);
    if (result === "gone") return null;
    if (!result.ok) return result;
    const { email } = wished.value.person;
    success = { form: mark, madeAt: clock.now(), email, link: null };
    if (sendsMail) signIn.requestLink({ address: email, locale, to: "" });
    else success = { ...success, link: await linkFor(email) };
    return ok(done);
  }

  /** As a path: whoever set up may have come by another name than the public one. */
  async function linkFor(email: string): Promise<string | null> {
    try {
      const link = await signIn.makeLink(email);
      if (link === null) return null;
      const { pathname, search } = new URL(link);
      return pathname + search;
    } catch (error) {
      from.log.error({ err: error }, "sign-in link of the set-up not made");
      return null;
    }
  }

  return {
    async address() {
      const actor = { kind: "anonymous", schemeId: null } as const;
      if (await database.withTx(actor, hasRunningScheme)) return null;
      return new URL(`${paths.setUp()}?key=${key}`, from.publicUrl).toString();
    },
    isOpen: async (tx, given) =>
      sameSecret(given, key) && success === null && !(await hasRunningScheme(tx)),
    async create(wish, sent) {
      if (!sameSecret(sent.form.text("key"), key) || attempts >= MOST_AT_ONCE) return null;
      attempts += 1;
      // One after the other, so that the second finds what became of the first.
      const mine = turn.then(() => attempt(wish, sent));
      turn = mine.catch(() => {});
      try {
        return await mine;
      } finally {
        attempts -= 1;
      }
    },
    made(given) {
      if (!sameSecret(given, doneKey) || !success) return null;
      const { email, link, madeAt } = success;
      const isFresh = clock.now().getTime() - madeAt.getTime() < LINK_MINUTES * 60_000;
      return { email, mailed: sendsMail, link: isFresh ? link : null };
    },
  };
}
