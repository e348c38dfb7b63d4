import { isHostLocale, type Words } from "../../platform/i18n/index.ts";
import type { PublicVisit } from "../../platform/web/route.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import type { Html } from "../../ui/index.ts";
import { hostPage } from "../../ui/layout/host-page.ts";

export type HostRequestOf = { readonly scheme: Scheme; readonly words: Words };

/** The scheme, and the words of the language in the address; undefined for any other language. */
export async function hostWords(visit: PublicVisit): Promise<HostRequestOf | undefined> {
  const { language } = visit.params;
  const scheme = await readScheme(visit.tx);
  if (!scheme || !isHostLocale(language)) return undefined;
  return { scheme, words: readerWords(scheme.settings, "public", language) };
}

export function framed(
  visit: PublicVisit,
  { scheme, words }: HostRequestOf,
  page: {
    readonly title: string;
    readonly body: Html;
    readonly forWhom?: string;
    readonly problems?: boolean;
  },
): Html {
  const rest = visit.path.split("/").slice(3).join("/");
  return hostPage({
    words,
    title: page.title,
    forWhom: page.forWhom,
    inLanguage: (language) => `/host/${language}/${rest}`,
    funding: scheme.settings.funding ?? null,
    hasProblems: page.problems,
    invented: scheme.invented,
    demoBar: visit.above,
    body: page.body,
  });
}
