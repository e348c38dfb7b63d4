/**
 * Short guides that come with the program, each in several languages as a file of Markdown: its title,
 * one paragraph that says what it is about, its text. They are a beginning; what a programme makes of
 * them is its own.
 */
import { existsSync, readFileSync } from "node:fs";
import { type AnyLocale, HOST_LOCALES, LOCALES } from "../../platform/i18n/index.ts";
import type { Reader, ResourceKind } from "./resource.ts";

export type GuideFacts = {
  readonly code: string;
  readonly kind: ResourceKind;
  readonly minutes: number;
  readonly readers: readonly Reader[];
};

export const GUIDES: readonly GuideFacts[] = [
  { code: "before-you-leave", kind: "checklist", minutes: 3, readers: ["learner"] },
  { code: "for-parents", kind: "guide", minutes: 3, readers: ["guardian"] },
  { code: "first-time-host", kind: "guide", minutes: 3, readers: ["host", "mentor"] },
  { code: "school-officer", kind: "guide", minutes: 3, readers: ["school", "staff"] },
  { code: "coordinator-selection", kind: "guide", minutes: 4, readers: ["coordinator", "staff"] },
  {
    code: "coordinator-safeguarding",
    kind: "guide",
    minutes: 4,
    readers: ["coordinator", "school", "host", "mentor", "staff"],
  },
  { code: "coordinator-visas", kind: "guide", minutes: 4, readers: ["coordinator", "school"] },
  { code: "coordinator-money", kind: "guide", minutes: 4, readers: ["coordinator", "staff"] },
];

export type GuideText = {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
};

const FOLDER = new URL("./seeds/", import.meta.url);

/** Serbian in Latin letters is turned into them where it is shown. */
export const GUIDE_LANGUAGES: readonly AnyLocale[] = [
  ...LOCALES.filter((locale) => locale !== "sr-Latn"),
  ...HOST_LOCALES.filter((locale) => locale !== "en"),
];

/** Read once: pages of the library ask for all of them to say what is missing. */
const known = new Map<string, GuideText | undefined>();

/** A guide in a language; undefined where nobody has written it. */
export function readGuide(code: string, language: AnyLocale): GuideText | undefined {
  const name = `${code}.${language}`;
  if (!known.has(name)) known.set(name, guideIn(code, language));
  return known.get(name);
}

function guideIn(code: string, language: AnyLocale): GuideText | undefined {
  const file = new URL(`${code}.${language}.md`, FOLDER);
  if (!existsSync(file)) return undefined;
  const [head = "", summary = "", ...body] = readFileSync(file, "utf8").trim().split("\n\n");
  return {
    title: head.replace(/^# /, ""),
    summary,
    body: body.join("\n\n"),
  };
}

export type GuideKit = {
  readonly code: string;
  readonly readers: readonly Reader[];
  /** Codes of guides. */
  readonly works: readonly string[];
  readonly title: Readonly<Record<string, string>>;
  readonly about: Readonly<Record<string, string>>;
};

export const readGuideKits = (): readonly GuideKit[] =>
  JSON.parse(readFileSync(new URL("kits.json", FOLDER), "utf8")) as GuideKit[];
