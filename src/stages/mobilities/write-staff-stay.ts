import type { Tx } from "../../platform/db/index.ts";
import { stayReference } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import type { MobilityId } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { GENDERS } from "../applications/application.ts";
import { findNamesakes } from "../applications/find-namesakes.ts";
import { readSpeaker } from "../applications/keep-languages.ts";
import { keepStaffLink, readStaffPost } from "../applications/keep-staff-link.ts";
import type { Person } from "../applications/person.ts";
import { linkProblems } from "../applications/staff-link.rules.ts";
import type { TypedLink } from "../applications/staff-link.ts";
import type { Organisation } from "../organisations/organisation.ts";
import { readOrganisation } from "../organisations/read-organisations.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { can } from "./mobility.policy.ts";
import { lockReferences, mobilitiesByReference } from "./mobility.store.ts";
import { MOBILITY_MODES } from "./mobility.ts";
import { registerMobilities } from "./register-mobility.ts";
import { ageProblems, newPersonProblems, postProblems } from "./staff-stay.rules.ts";

/** Somebody new of whom the office has said that none of the namesakes is meant. */
export const NOBODY_HERE = "new";

/** One stay of staff as an office writes it down. */
export type TypedStay = {
  readonly lineId: string;
  /** Somebody who is here already; "" or `NOBODY_HERE` for a person whose names follow. */
  readonly personId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day | null;
  readonly gender: string;
  readonly email: string;
  readonly sendingOrganisationId: string;
  readonly hostingOrganisationId: string;
  readonly starts: Day | null;
  readonly ends: Day | null;
  readonly mode: string;
  /** "": one is made. */
  readonly reference: string;
  /** What a contract says; null where nothing of it was typed. */
  readonly post: Omit<TypedLink, "organisationId"> | null;
};

/**
 * One stay of staff that came neither by a call nor by a file: the line's kind, way and days, the
 * post at the organisation that sends, preparatory visits and other stays of the person are looked at
 * as everywhere. All or nothing, and everything that speaks against it at once, each at its field.
 */
export async function writeStaffStay(tx: Tx, typed: TypedStay): Promise<Result<MobilityId>> {
  if (!can.changeSomeMobility(tx.actor)) return notFound;
  const isKnown = typed.personId !== "" && typed.personId !== NOBODY_HERE;
  const known = isKnown ? await readSpeaker(tx, typed.personId) : null;
  if (isKnown && !known) return notFound;
  const scheme = await readScheme(tx);
  const line = scheme?.lines.find((one) => one.id === typed.lineId && one.audience === "staff");
  const sender = await readOrganisation(tx, typed.sendingOrganisationId);
  const host = await readOrganisation(tx, typed.hostingOrganisationId);
  const mode = MOBILITY_MODES.find((one) => one === typed.mode);
  const gender = GENDERS.find((one) => one === typed.gender) ?? null;
  const { starts, ends } = typed;
  const birthDate = known?.birthDate ?? typed.birthDate;
  const reference = typed.reference.trim() || stayReference();
  await lockReferences(tx, [reference, `${typed.familyName} ${birthDate}`]);

  const problems: Problem[] = [
    ...(line ? [] : [{ code: "choose-one", field: "lineId" }]),
    ...(known ? [] : newPersonProblems(typed)),
    ...(birthDate && starts ? ageProblems(birthDate, starts) : []),
    ...(known ? [] : await namesakeProblems(tx, typed)),
    ...(sender ? [] : [{ code: "choose-one", field: "sendingOrganisationId" }]),
    ...placeProblems(known, sender, host, mode === "virtual" || line?.direction === "both"),
    ...(starts ? [] : [{ code: "required", field: "starts" }]),
    ...(ends ? [] : [{ code: "required", field: "ends" }]),
    ...(mode ? [] : [{ code: "choose-one", field: "mode" }]),
    ...(sender ? await linkedProblems(tx, typed, known, sender) : []),
    ...((await mobilitiesByReference(tx, [reference])).size > 0
      ? [{ code: "stay-reference-there", field: "reference" }]
      : []),
  ];
  if (!line || !sender || !host || !mode || !starts || !ends || !birthDate) {
    return refuse(...problems);
  }
  const person = known ?? { ...typed, birthDate, gender, phone: null };
  const made = await registerMobilities(tx, [
    {
      lineId: line.id,
      reference,
      ...(known && { personId: known.id }),
      person: {
        givenNames: person.givenNames.trim(),
        familyName: person.familyName.trim(),
        birthDate,
        gender: person.gender,
        email: person.email || null,
        phone: person.phone,
        country: sender.country,
        invented: tx.actor.kind === "staff" && tx.actor.scheme.invented,
      },
      sendingOrganisationId: sender.id,
      hostingOrganisationId: host.id,
      hostingCountry: host.country,
      hostingCity: host.city,
      starts,
      ends,
      mode,
    },
  ]);
  if (!made.ok) problems.push(...made.problems.map(atField));
  const [stay] = made.ok ? made.value : [];
  if (!stay || problems.length > 0) return refuse(...onceEach(problems));
  if (typed.post) {
    const personId = known?.id ?? (await personOf(tx, reference));
    const kept = await keepStaffLink(tx, personId, {
      ...typed.post,
      organisationId: sender.id,
    });
    if (!kept.ok) return kept;
  }
  return ok(stay.mobilityId);
}

const personOf = async (tx: Tx, reference: string): Promise<string> =>
  (await mobilitiesByReference(tx, [reference])).get(reference)?.personId ?? "";

/** The office says whether it is one of those; nobody is written down twice by chance. */
async function namesakeProblems(tx: Tx, typed: TypedStay): Promise<Problem[]> {
  if (typed.personId === NOBODY_HERE || !typed.birthDate) return [];
  const { givenNames, familyName, birthDate } = typed;
  const found = await findNamesakes(tx, { givenNames, familyName, birthDate });
  return found.length > 0 ? [{ code: "person-here", field: "personId" }] : [];
}

/** @param atHome whether somebody may take part in the own country: online, or a meeting that is held there */
function placeProblems(
  known: Person | null,
  sender: Organisation | null,
  host: Organisation | null,
  atHome: boolean,
): Problem[] {
  const problems: Problem[] = [];
  if (known && sender && known.country !== sender.country) {
    const params = { country: known.country };
    problems.push({ code: "sender-of-other-country", params, field: "sendingOrganisationId" });
  }
  if (!host) problems.push({ code: "choose-one", field: "hostingOrganisationId" });
  else if (sender?.id === host.id) {
    problems.push({ code: "host-is-sender", field: "hostingOrganisationId" });
  } else if (sender?.country === host.country && !atHome) {
    problems.push({ code: "host-in-own-country", field: "hostingOrganisationId" });
  }
  return problems;
}

/** The post that is typed, or one that is written down already, holds on every day of the stay. */
async function linkedProblems(
  tx: Tx,
  { post, starts, ends }: TypedStay,
  known: Person | null,
  sender: Organisation,
): Promise<Problem[]> {
  const days = starts && ends && { starts, ends };
  if (post) {
    return [
      ...linkProblems({ ...post, organisationId: sender.id }, [sender]),
      ...(days ? postProblems(post, days) : []),
    ];
  }
  const { links } = known ? await readStaffPost(tx, known.id) : { links: [] };
  const own = links.filter(({ organisationId }) => organisationId === sender.id);
  const [first] = own;
  if (!first) return [{ code: "post-needed", field: "post" }];
  if (!days || own.some((link) => postProblems(link, days).length === 0)) return [];
  return postProblems(first, days);
}

const FIELDS: Readonly<Record<string, string>> = {
  country: "sendingOrganisationId",
  hostingCountry: "hostingOrganisationId",
  hostingCity: "hostingOrganisationId",
};

/** A file's first row is the form. */
function atField(problem: Problem): Problem {
  const field = problem.field?.replace(/^0\./, "") ?? "starts";
  return { ...problem, field: FIELDS[field] ?? field };
}

/** What two rules say of one field in the same words is said once. */
const onceEach = (problems: readonly Problem[]): Problem[] =>
  problems.filter(
    (one, at) =>
      problems.findIndex(({ code, field }) => code === one.code && field === one.field) === at,
  );
