import type { Readable } from "node:stream";
import type { Html } from "../../ui/html.ts";
import type { ApplicantActor, LearnerActor } from "../db/actor.ts";

/**
 * What a page gives back. `ok: false` is an answer whose work must not be kept: the transaction it
 * was made in is rolled back, so a refused form leaves nothing half done.
 */
export type Answer =
  | {
      readonly ok: true;
      readonly status: 200 | 422 | 429;
      readonly html: Html;
      /** Seconds after which the browser asks again: for a page that waits for a job. */
      readonly again?: number;
    }
  | {
      readonly ok: true;
      readonly status: 303;
      readonly location: string;
      readonly cookies?: Cookies;
      /** Opens this learner's pages in this browser, or ends that with null. */
      readonly learner?: LearnerActor | null;
      /** Opens this application's pages in this browser, or ends that with null. */
      readonly applicant?: ApplicantActor | null;
    }
  | { readonly ok: true; readonly status: 200; readonly file: File }
  | {
      readonly ok: false;
      readonly status: 404 | 409 | 410 | 422 | 429;
      readonly html?: Html;
      readonly problems: readonly [];
    };

type File = {
  readonly name: string;
  readonly type: string;
  readonly body: string | Buffer | Readable;
  /** Shown in the browser instead of saved; only for types that cannot run a script. */
  readonly inline?: boolean;
};

/** Cookies to set (a value) or to end (null). Always HttpOnly, SameSite=Lax, Secure behind https. */
export type Cookies = Readonly<
  Record<
    string,
    { readonly value: string | null; readonly seconds?: number; readonly path?: string }
  >
>;

export const page = (html: Html): Answer => ({ ok: true, status: 200, html });
/** A page that shows how far a job is; it asks again by itself, also without scripts. */
export const waitingPage = (html: Html, again: number): Answer => ({
  ok: true,
  status: 200,
  html,
  again,
});
export const redirect = (location: string, cookies?: Cookies): Answer =>
  cookies ? { ok: true, status: 303, location, cookies } : { ok: true, status: 303, location };
/** Goes on as the learner whose code and birth date were just checked; null: as nobody any more. */
export const redirectAsLearner = (location: string, learner: LearnerActor | null): Answer => ({
  ok: true,
  status: 303,
  location,
  learner,
});
/** Goes on with the application that was just begun or continued; null: with none any more. */
export const redirectAsApplicant = (
  location: string,
  applicant: ApplicantActor | null,
): Answer => ({ ok: true, status: 303, location, applicant });
export const file = (from: File): Answer => ({ ok: true, status: 200, file: from });
/** The form again with every problem at its field and what was typed. */
export const refusedPage = (html: Html): Answer => ({ ok: false, status: 422, html, problems: [] });
/** A refusal that must leave a mark, such as a counted wrong try: what was written is kept. */
export const countedRefusal = (status: 422 | 429, html: Html): Answer => ({
  ok: true,
  status,
  html,
});
export const tooManyTries = (html: Html): Answer => ({
  ok: false,
  status: 429,
  html,
  problems: [],
});
/** It was here and was taken away: who looks after lists of addresses lets go of this one. */
export const goneForGood = (html: Html): Answer => ({
  ok: false,
  status: 410,
  html,
  problems: [],
});
/** The same for "not yours" and "not there". */
export const nothingHere: Answer = { ok: false, status: 404, problems: [] };
