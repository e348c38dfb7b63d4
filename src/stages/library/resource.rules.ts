import type { AnyLocale } from "../../platform/i18n/index.ts";
import { fold } from "../../shared/fold.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import {
  KINDS,
  LICENCES,
  READERS,
  type ResourceState,
  type ResourceText,
  TRANSLATIONS,
} from "./resource.ts";

export type ResourceAction =
  | "submit"
  | "take-back"
  | "publish"
  | "send-back"
  | "replace"
  | "withdraw";

/**
 * Of one version. Changing what is published is another version, which begins as a draft; once that is
 * published, the one before is `replaced`.
 */
export const resourceStates = {
  draft: { submit: "in-review" },
  "in-review": { publish: "published", "send-back": "draft", "take-back": "draft" },
  published: { replace: "replaced", withdraw: "withdrawn" },
  replaced: {},
  withdrawn: {},
} as const satisfies Record<ResourceState, Partial<Record<ResourceAction, ResourceState>>>;

export function next(state: ResourceState, action: ResourceAction): Result<ResourceState> {
  const after = (resourceStates[state] as Partial<Record<ResourceAction, ResourceState>>)[action];
  return after ? ok(after) : refuse({ code: `resource-${state}`, params: { action } });
}

export const LONGEST = {
  title: 150,
  summary: 400,
  body: 60_000,
  credit: 200,
  link: 500,
  reason: 1000,
};
const MOST_MINUTES = 600;
/** A film of two minutes needs a few sentences; one word is no text version. */
export const SHORTEST_TRANSCRIPT = 100;
const MOST_KILOBYTES = 10_000_000;

const known = (values: readonly string[], value: string): boolean => values.includes(value);

/** Everything that speaks against a resource as it is written, in the order of its form. */
export function resourceProblems(from: ResourceText): readonly Problem[] {
  const problems: Problem[] = [];
  const say = (field: string, code: string, params?: Problem["params"]) =>
    problems.push({ code, field, ...(params ? { params } : {}) });
  const written = (field: "title" | "summary" | "credit") => {
    if (from[field] === "") say(field, "required");
    else if (from[field].length > LONGEST[field]) say(field, "too-long", { max: LONGEST[field] });
  };
  written("title");
  written("summary");
  if (!known(KINDS, from.kind)) say("kind", "choose-one");
  if (from.readers.length === 0) say("readers", "resource-no-readers");
  else if (!from.readers.every((one) => known(READERS, one))) say("readers", "not-a-choice");
  if (!Number.isInteger(from.minutes)) say("minutes", "not-whole");
  else if (from.minutes < 1) say("minutes", "too-small", { min: 1 });
  else if (from.minutes > MOST_MINUTES) say("minutes", "too-big", { max: MOST_MINUTES });
  // By name: without it nobody else may print, change or translate it.
  if (!known(LICENCES, from.licence)) say("licence", "resource-no-licence");
  written("credit");
  if (!known(TRANSLATIONS, from.translation)) say("translation", "choose-one");
  const nothing = from.body === "" && from.link === null && from.uploadId === null;
  if (from.kind === "video" ? from.link === null : nothing) {
    if (from.kind === "video") say("link", "resource-video-no-link");
    else say("body", "resource-empty");
  }
  if (from.body.length > LONGEST.body) say("body", "too-long", { max: LONGEST.body });
  if (from.link !== null && !isWebAddress(from.link)) say("link", "resource-link");
  if (from.linkKilobytes !== null) {
    if (!Number.isInteger(from.linkKilobytes)) say("linkKilobytes", "not-whole");
    else if (from.linkKilobytes < 1) say("linkKilobytes", "too-small", { min: 1 });
    else if (from.linkKilobytes > MOST_KILOBYTES) {
      say("linkKilobytes", "too-big", { max: MOST_KILOBYTES });
    }
  }
  if (from.kind === "video" && from.transcript.length < SHORTEST_TRANSCRIPT) {
    say("transcript", "resource-no-transcript", { min: SHORTEST_TRANSCRIPT });
  }
  if (from.transcript.length > LONGEST.body) say("transcript", "too-long", { max: LONGEST.body });
  return problems;
}

/** Over TLS and with a name that somebody registered: what a reader is sent to. */
function isWebAddress(text: string): boolean {
  if (text.length > LONGEST.link || !URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  return protocol === "https:" && username === "" && /^[a-z0-9.-]+\.[a-z]{2,}$/i.test(hostname);
}

/** A page, a paper and a link together; null as long as nobody said how large the link is. */
export function bytesOf(from: ResourceText, uploadBytes: number): number | null {
  if (from.link !== null && from.linkKilobytes === null) return null;
  const text = Buffer.byteLength(from.body) + Buffer.byteLength(from.transcript);
  return text + uploadBytes + (from.linkKilobytes ?? 0) * 1024;
}

const MOST_WORDS = 6;
const VOWEL = /[aeiouy]$/;

/** A shorter word is looked for as it is: half of all words begin with some letter or two. */
const SHORTEST_BEGINNING = 3;

/**
 * What to ask the index of words: each word by its beginning, in the spelling of `fold`, all of them.
 * The last vowel of a longer word is left open, because our languages decline: viza finds vizu.
 * @returns "" for nothing but spaces and signs
 */
export function wordsToFind(text: string): string {
  return fold(text.normalize("NFC"))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS)
    .map((word) => (word.length > 3 ? word.replace(VOWEL, "") : word).slice(0, 60))
    .map((word) => (word.length < SHORTEST_BEGINNING ? word : `${word}:*`))
    .join(" & ");
}

/** Languages that readers of one another understand, nearest first. */
const NEIGHBOURS: Readonly<Partial<Record<AnyLocale, readonly AnyLocale[]>>> = {
  bs: ["hr", "cnr", "sr-Latn", "sr-Cyrl"],
  hr: ["bs", "cnr", "sr-Latn", "sr-Cyrl"],
  cnr: ["sr-Latn", "bs", "hr", "sr-Cyrl"],
  "sr-Latn": ["sr-Cyrl", "cnr", "bs", "hr"],
  "sr-Cyrl": ["sr-Latn", "cnr", "bs", "hr"],
};

/**
 * In which languages somebody is given a work, best first; after these, whatever there is. Serbian in
 * Cyrillic is Serbian for whoever reads it in Latin letters: the page turns it into them.
 */
export const languagesFor = (reader: AnyLocale): readonly AnyLocale[] => [
  reader,
  ...(NEIGHBOURS[reader] ?? []),
  ...(reader === "en" ? [] : (["en"] as const)),
];

/** Languages in which a reader finds the own one: Serbian in Cyrillic is turned into Latin letters. */
export const ownLanguages = (reader: AnyLocale): readonly AnyLocale[] =>
  reader === "sr-Latn" ? ["sr-Latn", "sr-Cyrl"] : [reader];
