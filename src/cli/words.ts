import type { Fault } from "../allocation/index.ts";

type Params = Fault["params"];

/** "options.csv, line 7, column rank: " with the parts that are known. */
function where({ file, line, column }: Params): string {
  const parts = [file, line && `line ${line}`, column !== "" && column && `column ${column}`];
  const known = parts.filter(Boolean).join(", ");
  return known === "" ? "" : `${known}: `;
}

const quoted = (value: unknown) => `"${value}"`;

/** What is wrong and what to do, by code. */
const FAULTS: Readonly<Record<string, (p: Params) => string>> = {
  "and-more": (p) =>
    `${p.count} more of the same kind (${p.of}). Correct the ones shown and run again.`,
  "applicant-unknown": (p) =>
    `${quoted(p.value)} is not in applicants.csv. Correct the id or add the applicant.`,
  "attribute-unknown": (p) =>
    `${p.table} has no column ${quoted(p.attribute)}. It has: ${p.known}.`,
  "budget-not-stable": () =>
    "the rule stable cannot keep a budget and its promise at once. Leave the budget out and set capacities that fit it.",
  "column-missing": (p) =>
    `this column is needed; the header has: ${p.found}. Add it, or correct its name.`,
  "column-twice": () => "this column is there twice. Keep one of them.",
  "column-unnamed": (p) =>
    `column number ${p.number} has no name in the header. Name it or remove it.`,
  "certificate-wrong": (p) => `this is not a certificate of the rule ${p.rule}.`,
  "default-weight-too-large": (p) =>
    `the weight that follows from rank and points, ${p.value}, is over ${p.most}. Ranks go up to ${p.mostRank} and points up to ${p.mostPoints}: make the points smaller, or fill in the column weight.`,
  "fields-wrong": (p) =>
    `this line has ${p.found} fields, the header has ${p.wanted}. Look for a missing or extra comma.`,
  "file-missing": () => "this file is missing. Put it into the folder.",
  "folder-missing": (p) => `there is no folder ${p.path}. Check the path.`,
  "groups-not-stable": () =>
    "the rule stable cannot keep groups together and its promise at once. Leave the group empty and seat pairs by a pin.",
  "header-missing": (p) => `the file is empty. Its first line must name the columns: ${p.wanted}.`,
  "id-empty": () => "the id is empty. Every row needs one.",
  "id-twice": (p) => `${quoted(p.value)} is already on line ${p.first}. Keep one of the two rows.`,
  "json-wrong": (p) =>
    `this is not JSON from character ${p.column} on: ${quoted(p.found)}. Look for a missing comma, quote or bracket.`,
  "key-twice": (p) => `the key ${p.found} is there twice. Keep one of them.`,
  "key-unknown": (p) => `${quoted(p.key)} means nothing here. Known: ${p.known}.`,
  "list-wanted": () => "a list in square brackets belongs here.",
  "minimum-not-stable": () =>
    "the rule stable cannot promise a minimum. Run without it, cancel or merge what stays too small, and run again.",
  "name-twice": (p) =>
    `${quoted(p.name)} is already the name of ${p.first}. Give each rule its own name.`,
  "no-place-matches": (p) =>
    `the rule ${quoted(p.name)} matches no place. Correct the values under "places".`,
  "not-utf8": () => "the text is not UTF-8. Save the file as UTF-8.",
  "number-wanted": (p) =>
    `${quoted(p.value)} is not a whole number${p.least === undefined ? "" : ` from ${p.least}`} up to ${p.most}.`,
  "object-wanted": () => "an object in curly brackets belongs here.",
  "option-twice": (p) =>
    `${p.applicant} already has ${p.value} on line ${p.first}. Keep one of the two rows.`,
  "out-in-the-way": (p) =>
    `${p.path} is there and holds something that is not a result of this command (${p.found}). Choose another name for --out.`,
  "pin-without-option": (p) =>
    `${p.applicant} is pinned to ${p.place}, but options.csv has no such row. Add the row if the applicant may go there, or remove the pin.`,
  "pinned-twice": (p) => `${p.applicant} is pinned already, by ${p.first}. Keep one of the two.`,
  "pins-over-capacity": (p) =>
    `more people are pinned to ${p.place} (${p.pins}) than it has seats (${p.max}). In conflict: the capacity of ${p.place} and the pins of ${p.conflict}. Cheapest way out: ${p.over} more in capacity, or ${p.over} pin(s) fewer.`,
  "pins-over-maximum": (p) =>
    `${p.pins} people under the maximum ${quoted(p.name)} (${p.max}) are pinned to ${p.place}. In conflict: that maximum and the pins of ${p.conflict}. Cheapest way out: a maximum ${p.over} higher, or ${p.over} pin(s) fewer.`,
  "place-unknown": (p) =>
    `${quoted(p.value)} is not in places.csv. Correct the id or add the place.`,
  "placement-missing": (p) =>
    `${p.applicant} has no row. Every applicant needs one, with an empty place if unplaced.`,
  "priority-partly": (p) =>
    `${p.place} gives a priority to some applicants and not to others. Fill in all of them or none.`,
  "quota-across-places": (p) =>
    `the maximum ${quoted(p.name)} is over ${p.count} places together (${p.places}), which the rule stable cannot promise. Write one maximum for each place, or run one contest for each sending country.`,
  "quota-without-bound": (p) => `the quota ${quoted(p.name)} sets no bound. Add "max".`,
  "quote-open": () => "a quote is opened and never closed.",
  "quote-stray": () =>
    'a quote stands inside a field. Put the whole field in quotes and double the ones inside ("").',
  "quotas-crossing": (p) =>
    `at ${p.place} the maxima ${quoted(p.name)} and ${quoted(p.other)} overlap without one lying inside the other (${p.applicant} is in both). The rule stable can promise nested ones only, such as school in country. Drop one of them, or count their overlap as a group of its own.`,
  "rank-twice": (p) =>
    `${p.applicant} already has a wish of rank ${p.value} on line ${p.first}. Give each wish its own rank.`,
  "replan-not-available": () =>
    "replan is not there yet. Pin who must keep their place, take the closed places out of places.csv and options.csv, and run allocate.",
  "reserves-and-quotas": (p) =>
    `${p.place} has both a reserve (${quoted(p.reserve)}) and the maximum ${quoted(p.name)}, which the rule stable cannot promise together. Keep one kind at this place.`,
  "reserves-not-total": (p) =>
    `the rule best-total has no reserved seats (${quoted(p.name)}). Say how many of the group there have to be at least: a quota with "min".`,
  "reserves-over-capacity": (p) =>
    `${p.seats} seats are reserved at ${p.place} (${p.names}), which has ${p.capacity}. Reserve fewer, or raise the capacity.`,
  "result-differs": () =>
    "the placements are not what the rule gives on this problem, so there is nothing true to explain. Run verify to see where.",
  "rule-missing": () => 'say which rule: "rule": "stable" or "rule": "best-total".',
  "rule-other": (p) => `the folder asks for the rule ${p.found}; ${p.wanted} is wanted here.`,
  "rule-unknown": (p) => `${p.value} is not a rule. Known: "stable", "best-total".`,
  "rules-in-conflict": (p) =>
    `no allocation keeps all of the rules. In conflict, none of them without the others: ${p.conflict}. Cheapest way out, and by how much: ${p.eased}.`,
  "separator-wrong": () => "the columns are separated by semicolons. Save the file with commas.",
  "share-not-stable": (p) =>
    `the rule stable cannot promise a share (${quoted(p.name)}). Use reserved seats or a maximum at each place.`,
  "size-not-stable": () =>
    "the rule stable gives one seat a person. Leave size out or at 1; two people who must go together are seated by pins.",
  "text-wanted": () => "a text in quotes belongs here, and not an empty one.",
  "too-many-applicants": (p) =>
    `more than ${p.most} applicants do not fit one run. Run one contest for each country.`,
  "values-wanted": () => "a text, or a list of texts, belongs here.",
  "yes-or-no-wanted": () => "true or false belongs here.",
  "weights-too-large": () =>
    "the weights add up to more than 2^53 - 1. Divide all of them by the same number.",
  io: (p) => `${p.path}: ${p.reason}.`,
};

/** Why a result is refused, by code. */
const VERDICTS: Readonly<Record<string, (p: Params) => string>> = {
  "bound-not-reached": (p) =>
    `at the prices of the certificate a total of ${p.bound} is not excluded, and the placements are worth ${p.objective}: they are not shown to be the best.`,
  "blocking-pair": (p) =>
    `${p.applicant} would rather have ${p.place}, and has a better claim to it than someone who got it.`,
  "certificate-differs": (p) =>
    p.place === ""
      ? "the certificate's own figures are not those of this problem and result."
      : `the certificate says something else of ${p.place} than is the case.`,
  "explanations-differ": () => "explanations.ndjson does not say what the placements say.",
  "not-an-option": (p) => `${p.applicant} has ${p.place} without having asked for it.`,
  "not-best": (p) =>
    `${p.applicant} should have ${p.place === "" ? "no place" : p.place} by the rule.`,
  "other-problem": () =>
    "the certificate is of another problem: the files are not the ones it was made from.",
  "group-apart": (p) => `the group ${p.group} is not together.`,
  "group-partly": (p) => `only some of the group ${p.group} have a place: all of them or none.`,
  "multiplier-wrong": (p) =>
    `the multiplier of ${p.name === "" ? p.kind : quoted(p.name)} is not a whole number from 0 up.`,
  "over-budget": (p) => `the placements cost ${p.given} cents, and the budget is ${p.limit}.`,
  "over-capacity": (p) =>
    `${p.place} can seat ${p.seats} of the ${p.given} people it has under its rules.`,
  "rule-broken": (p) =>
    `the rule ${quoted(p.name)} (${p.kind} ${p.limit}) is not kept: ${p.given} of ${p.all} placed there are in its group.`,
  "under-minimum": (p) =>
    `${p.place} runs with at least ${p.minimum} seats taken or not at all, and has ${p.given}.`,
  "pin-not-kept": (p) => `${p.applicant} is pinned to ${p.place} and is not there.`,
  "placements-incomplete": (p) => `there must be ${p.wanted} placements.`,
  "price-not-highest": (p) => `a seat at ${p.place} can have a higher optimal price.`,
  "price-not-lowest": (p) => `a seat at ${p.place} can have a lower optimal price.`,
  "price-wrong": (p) => `the price of a seat at ${p.place} is not a whole number from 0 up.`,
  "summary-differs": (p) => `summary.json has another ${p.key} than the result.`,
};

export function faultWords(fault: Fault): string {
  const words = FAULTS[fault.code] ?? VERDICTS[fault.code];
  return `${where(fault.params)}${words?.(fault.params) ?? fault.code}`;
}

export const FAULT_CODES: readonly string[] = Object.keys(FAULTS);

export const WORDS = {
  reading: "Reading",
  solving: "Placing people",
  checking: "Checking the result",
  wrong: (count: number) => `Nothing was written. ${count} thing(s) to put right:`,
  impossible: (count: number) =>
    `Nothing was written. No allocation can satisfy these rules (${count} conflict(s)):`,
  refused: (count: number) => `The result is refused, for ${count} reason(s):`,
  verified: (placed: number, applicants: number) =>
    `Verified: ${placed} of ${applicants} applicants placed, no blocking pair, and the best stable result for every applicant.`,
  verifiedTotal: (placed: number, applicants: number, total: number, bound: number) =>
    `Verified: ${placed} of ${applicants} applicants placed, with a total weight of ${total}; no allocation that keeps the rules has more${bound > total ? ` than ${bound}` : ""}.`,
  written: (placed: number, applicants: number, seats: number, out: string) =>
    `${placed} of ${applicants} applicants placed on ${seats} seats. The result is in ${out}.`,
  bug: "This is a mistake in Kalfa, not in your files. Please report it with what follows:",
  signInLink: (address: string, minutes: number) =>
    `This link signs in as ${address}, once, within ${minutes} minutes. Hand it to that person and nobody else. That it was made stands in the history.`,
  kitNoScheme: (slug: string, known: string) =>
    `There is no programme with the short name ${slug} here. There are: ${known || "none"}.`,
  kitWritten: (path: string, bytes: number) =>
    `${path} holds the programme as a kit (${Math.ceil(bytes / 1024)} KB), without anybody's data.`,
  kitOpened: (slug: string, email: string) =>
    `The programme ${slug} is there. "npx kalfa sign-in-link ${email}" makes a link for its coordinator.`,
  selfRefused: "The verifier refused our own result; nothing was written.",
} as const;
