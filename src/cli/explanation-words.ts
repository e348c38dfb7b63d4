import type {
  Explanation,
  OptionReason,
  SeatReason,
  TotalExplanation,
  TotalOptionReason,
} from "../allocation/index.ts";

/** The whole explanation of one applicant by either rule, one sentence a line. */
export function explanationWords(one: Explanation | TotalExplanation): string {
  return "nearest" in one ? totalWords(one) : stableWords(one);
}

function stableWords(one: Explanation): string {
  const lines: string[] = [];
  if (one.code === "pinned") {
    lines.push(`${one.applicant} has ${one.place} by a manual decision: ${one.reason}`);
  } else if (one.place === null)
    lines.push(`${one.applicant} has no place (${one.wishes} wishes, ${one.points} points).`);
  else {
    const seat = one.reserve === null ? "" : `, on a seat of the reserve ${one.reserve}`;
    lines.push(
      `${one.applicant} has ${one.place}, wish of rank ${one.rank} (${one.wishes} wishes, ${one.points} points)${seat}.`,
    );
  }
  if (one.withoutReserves !== null) {
    lines.push(`Without reserved seats: ${one.withoutReserves.place ?? "no place"}.`);
  }
  for (const option of one.options)
    lines.push("", ...optionWords(option).map((line, i) => (i ? `  ${line}` : line)));
  return lines.join("\n");
}

const OPTIONS: Readonly<Record<OptionReason["code"], (o: OptionReason) => string>> = {
  "got-it": () => "this is the place.",
  "got-better": (o) =>
    `not needed: a wish before it came true.${o.open ? " It would have said yes." : ""}`,
  "behind-cut-off": () => "all its seats went to people before this one.",
  "lost-draw": () => "equal with the last one in; the published draw decided.",
  "lost-tie": () => "equal with the last one in; the order among equals decided.",
  "maximum-full": (o) => `the maximum ${o.maximum} is full of people before this one.`,
  "no-seats": () => "it has no seats to compete for.",
};

function optionWords(option: OptionReason): string[] {
  const lines = [
    `${option.rank}. ${option.place}: ${OPTIONS[option.code](option)}`,
    `number ${option.position} of ${option.competitors} who asked`,
    ...option.seats.map(seatWords),
  ];
  const { change } = option;
  if (change !== null) {
    if (change.points !== null) lines.push(`${change.points} more point(s) would have been enough`);
    if (change.seat !== null) {
      const what =
        option.maximum === null
          ? "one more seat here"
          : `a maximum ${option.maximum} higher by one`;
      lines.push(`${what} would ${change.seat ? "" : "not "}have been enough`);
    }
  }
  return lines;
}

function seatWords({ reserve, member, seats, taken, last }: SeatReason): string {
  const kind =
    reserve === null
      ? "open seats"
      : `seats of the reserve ${reserve} (${member ? "a member" : "not a member"})`;
  if (last === null) return `${kind}: ${taken} of ${seats} taken`;
  const own =
    last.priority > 0
      ? `number ${last.priority} in the place's own order`
      : `${last.points} points`;
  const outside = reserve !== null && !last.member ? ", from outside the group" : "";
  return `${kind}: ${taken} of ${seats} taken, the last one with ${own}${outside}`;
}

function totalWords(one: TotalExplanation): string {
  const lines: string[] = [];
  if (one.code === "pinned") {
    lines.push(`${one.applicant} has ${one.place} by a manual decision: ${one.reason}`);
  } else if (one.place === null) {
    lines.push(`${one.applicant} has no place (${one.wishes} options).`);
  } else {
    const rank = one.rank === 0 ? "" : `wish of rank ${one.rank}, `;
    lines.push(`${one.applicant} has ${one.place} (${rank}weight ${one.weight}).`);
  }
  if (one.group !== "") lines.push(`Travels with the group ${one.group}.`);
  lines.push("The places are shared out so that the weights of all together are the greatest.");
  for (const option of one.options) {
    lines.push("", ...totalOptionWords(option).map((line, i) => (i ? `  ${line}` : line)));
  }
  if (one.nearest !== null) {
    const { place, more } = one.nearest;
    lines.push("", `Nearest change: a weight higher by ${more} for ${place} would have given it.`);
  }
  return lines.join("\n");
}

const TOTAL_OPTIONS: Readonly<Record<TotalOptionReason["code"], (o: TotalOptionReason) => string>> =
  {
    "got-it": () => "this is the place.",
    "equal-total": () => "the total would be the same; the published draw decided.",
    "total-smaller": (o) =>
      `with this person here the total would be smaller by ${o.seat === null ? "at least " : ""}${o.short}.`,
    "not-excluded": () =>
      "nothing shows that no allocation as good as this one has this person here.",
    "no-seats": () => "it has no seats to compete for.",
    "group-cannot": () => "the others of the group cannot be here.",
  };

function totalOptionWords(option: TotalOptionReason): string[] {
  const { rank, place, weight, seats, taken, lowest, highest } = option;
  const lines = [
    `${rank === 0 ? "" : `${rank}. `}${place}: ${TOTAL_OPTIONS[option.code](option)}`,
    `weight here ${weight}; ${taken} of ${seats} seats taken`,
    highest === null
      ? `a first seat would add ${lowest} to the total`
      : `price of a seat: one more would add ${lowest} to the total, one fewer would take ${highest} from it`,
  ];
  const { position, competitors, lighter, charges } = option;
  lines.push(`number ${position} by weight of ${competitors} who could come here`);
  if (lighter.count > 0) {
    const more = lighter.count > lighter.first.length ? " and others" : "";
    lines.push(
      `would bring more than ${lighter.first.join(", ")}${more}, who ${lighter.count === 1 ? "is" : "are"} here`,
    );
  }
  for (const { name, kind, amount } of charges) {
    const rule = name === "" ? "the budget" : `the rule ${name} (${kind})`;
    lines.push(
      `${rule} ${amount > 0 ? "takes" : "adds"} ${Math.abs(amount)} ${amount > 0 ? "from" : "to"} this weight`,
    );
  }
  if (option.code !== "got-it" && option.seat !== null) {
    const could = option.seat ? "could have gone" : "would not have gone";
    lines.push(`one more seat here ${could} to this person`);
  }
  return lines;
}
