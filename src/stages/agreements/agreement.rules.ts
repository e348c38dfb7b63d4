import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type {
  AgreementAction,
  AgreementState,
  Change,
  Content,
  Hashes,
  Named,
  Party,
  PartyRole,
  Signature,
} from "./agreement.ts";
import { linesOf, type Template } from "./template.ts";

export const AGREEMENT_STATES = ["draft", "sent", "signed", "amended", "withdrawn"] as const;
export const AGREEMENT_ACTIONS = ["send", "complete", "correct", "withdraw"] as const;

/**
 * From a draft to a paper that everybody signed. A text that was sent is corrected by sending the
 * next one: `amended` is an agreement that was signed by all and waits for whoever a change concerns.
 */
export const agreementStates = {
  draft: { send: "sent", withdraw: "withdrawn" },
  sent: { complete: "signed", correct: "sent", withdraw: "withdrawn" },
  signed: { correct: "amended", withdraw: "withdrawn" },
  amended: { complete: "signed", correct: "amended", withdraw: "withdrawn" },
  withdrawn: {},
} as const satisfies Record<AgreementState, Partial<Record<AgreementAction, AgreementState>>>;

export function next(state: AgreementState, action: AgreementAction): Result<AgreementState> {
  const after = (agreementStates[state] as Partial<Record<AgreementAction, AgreementState>>)[
    action
  ];
  return after ? ok(after) : refuse({ code: `agreement-${state}`, params: { action } });
}

/** Sections whose change makes an earlier signature of this role fall. */
export const bindingSections = (template: Template, role: PartyRole): readonly string[] =>
  template.sections.filter((one) => one.asksAgain.includes(role)).map((one) => one.code);

/** The fingerprints as they are now: of the text, with what the host has filled in since. */
export const currentHashes = (version: { hashes: Hashes; named: Named | null }): Hashes => ({
  ...version.hashes,
  ...version.named?.after,
});

/**
 * Sections that bind this role and are no longer what the party signed or read. A mentor named by the
 * host is no change: who signed before agreed that the host does so.
 */
export function changedSections(
  template: Template,
  role: PartyRole,
  then: Hashes,
  now: { hashes: Hashes; named: Named | null },
): readonly string[] {
  const current = currentHashes(now);
  return bindingSections(template, role).filter((section) => {
    if (then[section] === current[section]) return false;
    const { named } = now;
    const isNaming =
      named !== null &&
      then[section] === named.before[section] &&
      current[section] === named.after[section];
    return !isNaming;
  });
}

export type Standing = {
  readonly party: Party;
  /** The signature that counts for the text of today. */
  readonly valid: Signature | null;
  /** An earlier one that fell with a change, and the sections it fell with. */
  readonly fallen: { readonly signature: Signature; readonly sections: readonly string[] } | null;
};

/** Where each party stands. A line belongs to its role: who signed before was replaced counts. */
export function standings(
  template: Template,
  parties: readonly Party[],
  signatures: readonly Signature[],
  version: { hashes: Hashes; named: Named | null },
): readonly Standing[] {
  return parties
    .filter((party) => party.endedAt === null)
    .map((party) => {
      const own = signatures
        .filter((one) => one.role === party.role && one.number === party.number)
        .sort((a, b) => b.at.getTime() - a.at.getTime());
      const fell = (one: Signature) => changedSections(template, party.role, one.hashes, version);
      const valid = own.find((one) => fell(one).length === 0) ?? null;
      const [newest] = own;
      return {
        party,
        valid,
        fallen: !valid && newest ? { signature: newest, sections: fell(newest) } : null,
      };
    });
}

/** Those who may sign now: everybody of the lowest turn in which somebody is missing. */
export function whoseTurn(all: readonly Standing[]): readonly Standing[] {
  const missing = all.filter((one) => one.valid === null);
  const turn = Math.min(...missing.map((one) => one.party.turn));
  return missing.filter((one) => one.party.turn === turn);
}

/** Nothing reaches it yet: it waits for the office to write down who signs, or to hand over the link. */
export const isUnnamed = (party: Pick<Party, "name" | "email">): boolean =>
  party.name === "" && !party.email;

export const isComplete = (all: readonly Standing[]): boolean =>
  all.length > 0 && all.every((one) => one.valid !== null);

/** Days after the letter on which somebody who has not signed is reminded. */
export const REMIND_AFTER = [3, 7, 14] as const;
const DAY_MS = 86_400_000;

/** When the next reminder goes; null after the last one, and for whoever was not asked yet. */
export function nextReminder(party: Pick<Party, "askedAt" | "reminders">): Date | null {
  const days = REMIND_AFTER[party.reminders];
  if (!party.askedAt || days === undefined) return null;
  return new Date(party.askedAt.getTime() + days * DAY_MS);
}

/** Field by field, in the order of the template. */
export function changesBetween(
  template: Template,
  before: Content,
  after: Content,
): readonly Change[] {
  return template.sections.flatMap((section) =>
    section.fields.flatMap((field) => {
      const path = `${section.code}.${field.code}`;
      const [old, now] = [linesOf(before, path), linesOf(after, path)];
      const same = old.length === now.length && old.every((line, at) => line === now[at]);
      return same
        ? []
        : [
            {
              section: section.code,
              field: field.code,
              before: before[path] ?? "",
              after: after[path] ?? "",
            },
          ];
    }),
  );
}

/** What is missing before a text can be sent; all of it at once, each at its field. */
export function missingFields(template: Template, content: Content): readonly Problem[] {
  return template.sections.flatMap((section) =>
    section.fields
      .filter((field) => field.required)
      .map((field) => `${section.code}.${field.code}`)
      .filter((path) => linesOf(content, path).every((line) => line.trim() === ""))
      .map((field) => ({ code: "required", field })),
  );
}

/** Roles without which the kind is no agreement; guardians are counted apart. */
const NEEDED: Readonly<Record<string, readonly PartyRole[]>> = {
  "learning-agreement": ["participant", "sending", "hosting"],
  "grant-agreement": ["participant", "coordinator"],
  "host-agreement": ["sending", "hosting"],
  "staff-agreement": ["participant", "sending", "hosting"],
};

/** @param guardians how many have to sign: none for somebody of age */
export function missingParties(
  template: Template,
  parties: readonly Party[],
  guardians: number,
): readonly Problem[] {
  const live = parties.filter((one) => one.endedAt === null);
  const problems: Problem[] = (NEEDED[template.kind] ?? [])
    .filter((role) => !live.some((one) => one.role === role))
    .map((role) => ({ code: `agreement-party-${role}`, field: "parties" }));
  const asked = template.parties.some((one) => one.role === "guardian") ? guardians : 0;
  const there = live.filter((one) => one.role === "guardian").length;
  if (there < asked) {
    problems.push({
      code: "agreement-guardians",
      params: { there, needed: asked },
      field: "parties",
    });
  }
  return problems;
}

const MOST_POINTS = 20_000;

/**
 * A drawing from a stranger's browser: strokes alone, so that it can bring no picture, no link and no
 * script. Undefined for anything else; the typed name is what signs.
 */
export function drawingFrom(
  typed: string,
): { width: number; height: number; path: string } | undefined {
  const [size = "", path = ""] = typed.split("|");
  const [width = 0, height = 0] = size.split("x").map(Number);
  const sound = /^[Mm][MLml0-9 ,.-]*$/.test(path) && path.length <= MOST_POINTS;
  const fits = width > 0 && height > 0 && width <= 2000 && height <= 1000;
  return sound && fits ? { width, height, path } : undefined;
}
