import type { Html } from "../../ui/html.ts";
import type { AnonymousActor, ApplicantActor, LearnerActor, StaffActor } from "../db/actor.ts";
import type { Purpose, Tx } from "../db/index.ts";
import type { Locale, Words } from "../i18n/index.ts";
import type { PdfVerdict, SealStanding } from "../signing/index.ts";
import type { Answer } from "./answer.ts";
import type { Form } from "./form.ts";

/** What every page knows about the request, besides its transaction. */
export type Visit = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly form: Form;
  readonly locale: Locale;
  readonly words: Words;
  /** Path as asked, without the query: for language links and "return here". */
  readonly path: string;
  /** A one-way mark of the client for attempt counters; never stored raw. */
  readonly client: string;
  /** The secret of the browser's session, "" without one; for signing out and choosing a scheme. */
  readonly session: string;
  /** True when the browser runs on this machine and calls it by a local name. */
  readonly local: boolean;
  readonly site: Site;
  /** What stands above every page of this installation: the demo's bar, else nothing. */
  readonly above: Html | null;
};

/** Settings of the installation that pages show. */
export type Site = {
  readonly demo: boolean;
  readonly publicUrl: string;
  /** Whether text messages can be sent; copied by hand they always can. */
  readonly sms?: boolean;
  /** What a PDF says of its seals; absent where the installation seals nothing. */
  readonly verifyPaper?: (bytes: Uint8Array) => Promise<PdfVerdict>;
  /** How the key of the seal stands at a moment; absent where the installation seals nothing. */
  readonly sealStanding?: (now: Date) => {
    readonly state: SealStanding;
    readonly until: Date | null;
  };
};

type Method = "GET" | "POST";
type Common = {
  readonly method: Method;
  /** A path pattern; `:scheme` and `:lang` are resolved before the page is asked. */
  readonly path: string;
  /** States why special-category rows may be seen in this request. */
  readonly purpose?: Purpose;
  /** A POST that may safely be done twice and must give its cookie each time (opening a session). */
  readonly repeatable?: boolean;
  /** Largest body in bytes; forms with a file say their own. */
  readonly limit?: number;
};

export type StaffRoute = Common & {
  readonly access: "staff";
  /** The policy row of this route. False is answered like a path that does not exist. */
  readonly allow: (actor: StaffActor) => boolean;
  /** The page may be given again as it was made while no change was committed since. */
  readonly remembered?: boolean;
  readonly answer: (visit: Visit & { readonly tx: Tx<StaffActor> }) => Promise<Answer>;
};
export type LearnerRoute = Common & {
  readonly access: "learner";
  readonly answer: (visit: Visit & { readonly tx: Tx<LearnerActor> }) => Promise<Answer>;
};
export type ApplicantRoute = Common & {
  readonly access: "applicant";
  readonly answer: (visit: Visit & { readonly tx: Tx<ApplicantActor> }) => Promise<Answer>;
};
export type PublicRoute = Common & {
  readonly access: "public";
  /**
   * The same answer for everybody who asks for this address: made again only after a change was
   * committed, and kept for a minute by browsers and proxies. Never for a page with a form that is
   * posted, because its key would be everybody's.
   */
  readonly shared?: boolean;
  /**
   * A POST that a mail program sends for its reader (RFC 8058), from no page at all: the secret in its
   * address is the right, and it can do nothing but what its reader wants.
   */
  readonly fromAnywhere?: boolean;
  readonly answer: (visit: Visit & { readonly tx: Tx<AnonymousActor> }) => Promise<Answer>;
};

export type Route = StaffRoute | LearnerRoute | ApplicantRoute | PublicRoute;
/** Its work is done once under the key of its form, whoever sends it how often. */
export const isKeyed = (route: Route): boolean => route.method !== "GET" && !route.repeatable;
export type StaffVisit = Visit & { readonly tx: Tx<StaffActor> };
export type LearnerVisit = Visit & { readonly tx: Tx<LearnerActor> };
export type ApplicantVisit = Visit & { readonly tx: Tx<ApplicantActor> };
export type PublicVisit = Visit & { readonly tx: Tx<AnonymousActor> };
