/** Fields of an agreement, as its paper takes them. */
import type { Party as PaperParty } from "../../documents/index.ts";
import { type Day, isDay } from "../../shared/day.ts";
import type { Content } from "./agreement.ts";
import { linesOf, textOf } from "./template.ts";

/** Fields of one section by their code; what is empty is left out, as the papers expect. */
export function sectionOf(content: Content, section: string) {
  const text = (code: string) => textOf(content, `${section}.${code}`);
  return {
    text,
    lines: (code: string) => linesOf(content, `${section}.${code}`),
    day: (code: string): Day => {
      const value = text(code);
      if (!isDay(value)) throw new Error(`no day in ${section}.${code}`);
      return value;
    },
    number: (code: string): number | null => {
      const value = text(code);
      return value === "" ? null : Number(value.replace(",", "."));
    },
    only: <K extends string>(...codes: readonly K[]): Partial<Record<K, string>> =>
      Object.fromEntries(
        codes.flatMap((code) => (text(code) ? [[code, text(code)]] : [])),
      ) as never,
  };
}

export function partyOf(content: Content, section: string): PaperParty {
  const own = sectionOf(content, section);
  const name = own.text("contact");
  return {
    name: own.text("name"),
    ...own.only("oid", "address"),
    ...(name ? { contact: { name, ...own.only("email", "phone") } } : {}),
  };
}
