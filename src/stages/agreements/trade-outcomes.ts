import type { MessageKey } from "../../platform/i18n/index.ts";

/**
 * Trades and the group of occupations that each belongs to, as the ESCO classification of the
 * European Commission names it (its groups are those of ISCO-08). A trade that is not here gets no
 * suggestion: a wrong one would be signed unread.
 */
const OCCUPATION_OF = {
  "car-mechanics": "C7231",
  hospitality: "C5131",
  electrical: "C7411",
  hairdressing: "C5141",
  "it-support": "C3512",
  carpentry: "C7115",
  "health-care": "C5321",
  agriculture: "C6111",
} as const;
type KnownTrade = keyof typeof OCCUPATION_OF;

const isKnown = (trade: string): trade is KnownTrade => Object.hasOwn(OCCUPATION_OF, trade);

/** The address of the trade's group of occupations; undefined for a trade that is not known. */
export const escoOf = (trade: string | null): string | undefined =>
  trade && isKnown(trade) ? `http://data.europa.eu/esco/isco/${OCCUPATION_OF[trade]}` : undefined;

/** Learning outcomes and tasks that suit a trade, one a line; the office and the host change them. */
export function outcomesOfTrade(
  trade: string | null,
  say: (key: MessageKey) => string,
): { readonly outcomes: readonly string[]; readonly tasks: readonly string[] } {
  if (!trade || !isKnown(trade)) return { outcomes: [], tasks: [] };
  const all = (what: "outcome" | "task", numbers: readonly number[]) =>
    numbers.map((number) => say(`agreement-text.${what}-${trade}-${number}` as MessageKey));
  return {
    outcomes: all("outcome", [1, 2]).map(paired),
    tasks: all("task", [1, 2]),
  };
}

/** "Naslov: opis / Title: text" becomes "Naslov / Title: opis / text", so that a title stays a title. */
function paired(line: string): string {
  const parts = line.split(" / ").map((part) => {
    const at = part.indexOf(": ");
    return [part.slice(0, at), part.slice(at + 2)] as const;
  });
  return `${parts.map(([title]) => title).join(" / ")}: ${parts.map(([, text]) => text).join(" / ")}`;
}
