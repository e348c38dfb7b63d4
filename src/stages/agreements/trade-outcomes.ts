import type { MessageKey } from "../../platform/i18n/index.ts";

/**
 * Trades, the group of occupations that each belongs to as the ESCO classification of the European
 * Commission takes it over from ISCO-08, and the field of education of ISCED-F 2013, each with its
 * official English name. A trade that is not here gets no suggestion: a wrong one would be signed
 * unread.
 */
const KNOWN = {
  "car-mechanics": {
    isco: "7231",
    group: "Motor vehicle mechanics and repairers",
    isced: "0716",
    field: "Motor vehicles, ships and aircraft",
  },
  hospitality: {
    isco: "5131",
    group: "Waiters",
    isced: "1013",
    field: "Hotel, restaurants and catering",
  },
  electrical: {
    isco: "7411",
    group: "Building and related electricians",
    isced: "0713",
    field: "Electricity and energy",
  },
  hairdressing: {
    isco: "5141",
    group: "Hairdressers",
    isced: "1012",
    field: "Hair and beauty services",
  },
  "it-support": {
    isco: "3512",
    group: "Information and communications technology user support technicians",
    isced: "0612",
    field: "Database and network design and administration",
  },
  carpentry: {
    isco: "7115",
    group: "Carpenters and joiners",
    isced: "0732",
    field: "Building and civil engineering",
  },
  "health-care": {
    isco: "5321",
    group: "Health care assistants",
    isced: "0913",
    field: "Nursing and midwifery",
  },
  agriculture: {
    isco: "6111",
    group: "Field crop and vegetable growers",
    isced: "0811",
    field: "Crop and livestock production",
  },
} as const;
type KnownTrade = keyof typeof KNOWN;

const isKnown = (trade: string): trade is KnownTrade => Object.hasOwn(KNOWN, trade);

/** The trade's group of occupations in ESCO, with its name; undefined for a trade that is not known. */
export function escoOf(
  trade: string | null,
): { readonly esco: string; readonly escoUri: string } | undefined {
  if (!trade || !isKnown(trade)) return undefined;
  const { isco, group } = KNOWN[trade];
  return {
    esco: `${group} (ISCO-08 ${isco})`,
    escoUri: `http://data.europa.eu/esco/isco/C${isco}`,
  };
}

/** "0716 Motor vehicles, ships and aircraft"; undefined for a trade that is not known. */
export const iscedOf = (trade: string | null): string | undefined =>
  trade && isKnown(trade) ? `${KNOWN[trade].isced} ${KNOWN[trade].field}` : undefined;

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
