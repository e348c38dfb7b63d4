/** One thing that is wrong, as a code and its figures; words are found at the edge. */
export type Problem = {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Name of the form field, or `row:column` of a file, that the problem stands at. */
  readonly field?: string;
};

export type Refusal = { readonly ok: false; readonly problems: readonly Problem[] };
export type Result<T> = { readonly ok: true; readonly value: T } | Refusal;

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** Every problem at once: a caller that finds a second one after the first is a bug. */
export const refuse = (...problems: readonly Problem[]): Refusal => ({ ok: false, problems });

/** The same answer for "not yours" and "not there", so that nobody learns which ids exist. */
export const notFound: Refusal = refuse({ code: "not-found" });

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === "object" && value !== null && "ok" in value && value.ok === false;
