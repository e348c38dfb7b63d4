import type { Master } from "../highs.ts";
import type { Fault, Refusal } from "../problem.ts";
import { type BrokenRule, coreOf } from "./core.ts";
import type { Found } from "./search.ts";

/** How many rules a search for a smallest conflict may ask about; each asks one question. */
const MOST_ASKED = 200;

/**
 * Why no allocation keeps the rules: some of them that cannot be kept together, of which none can be
 * left out for that to be so, and the least that would have to be eased.
 */
export function conflictOf(found: Found, master: Master): Refusal {
  const { market, rows, relaxation } = found;
  const { problem } = market;
  const open = new Uint8Array(market.place.length).fill(1);
  const nobody = new Int32Array(market.people).fill(-1);
  const possible = (without: ReadonlySet<string>) => {
    const core = coreOf(relaxation, {
      choice: nobody,
      open,
      fine: null,
      worth: 0,
      without: (rule) => without.has(keyOf(rule)),
    });
    return master.solve(core.model, { mostNodes: 1000 }) !== null;
  };
  const all: BrokenRule[] = [
    ...rows.list.map((_, row) => ({ kind: "row", row }) as const),
    ...Array.from(market.rowOfPlace, (_, place) => ({ kind: "minimum", place }) as const).filter(
      ({ place }) => (problem.places.minimum[market.rowOfPlace[place]!] ?? 0) > 0,
    ),
    ...relaxation.bundles.list.flatMap(({ name }, bundle) =>
      name === "" ? [] : [{ kind: "group", bundle } as const],
    ),
  ];
  // Each rule in turn is left out for good if the rest is impossible without it; what stays is needed.
  const without = new Set<string>();
  const needed: BrokenRule[] = [];
  for (const rule of all.slice(0, MOST_ASKED)) {
    without.add(keyOf(rule));
    if (!possible(without)) continue;
    without.delete(keyOf(rule));
    needed.push(rule);
  }
  const named = needed.map((rule) => nameOf(found, rule)).join(", ");
  const eased = found.broken.map((breach) => `${nameOf(found, breach.rule)} (${breach.by})`);
  const params: Fault["params"] = {
    file: "rules.json",
    line: 1,
    conflict: named,
    eased: eased.join(", "),
  };
  return { ok: false, impossible: true, problems: [{ code: "rules-in-conflict", params }] };
}

function keyOf(rule: BrokenRule): string {
  return rule.kind === "row"
    ? `row ${rule.row}`
    : rule.kind === "minimum"
      ? `minimum ${rule.place}`
      : `group ${rule.bundle}`;
}

/** A rule as the files name it. */
function nameOf({ market, rows, relaxation }: Found, rule: BrokenRule): string {
  if (rule.kind === "row") {
    const { name, kind } = rows.list[rule.row]!;
    return kind === "budget" ? "budget" : `${name} (${kind})`;
  }
  if (rule.kind === "minimum") {
    return `minimum of ${market.problem.places.ids[market.rowOfPlace[rule.place]!]!}`;
  }
  return `group ${relaxation.bundles.list[rule.bundle]!.name}`;
}
