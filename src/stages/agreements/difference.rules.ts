import type { AgreementKind, Content } from "./agreement.ts";

export const DIFFERENT = ["days", "company", "hosting-partner", "mentor"] as const;
export type Different = (typeof DIFFERENT)[number];

/** One thing that a text says otherwise than the stay is: its words, and what is so now. */
export type Difference = {
  readonly what: Different;
  readonly said: readonly string[];
  /** Empty where there is nobody yet. */
  readonly now: readonly string[];
};

/** A text, and whom it was written about: a company's name may be typed in many ways. */
export type TextAbout = {
  readonly content: Content;
  readonly companyId: string | null;
  readonly hostingPartnerId: string | null;
};

/** What the stay says today of everything that its agreements say as well. */
export type StayToday = {
  readonly starts: string;
  readonly ends: string;
  readonly companyId: string | null;
  readonly company: string | null;
  readonly hostingPartnerId: string | null;
  readonly hostingPartner: string | null;
  /** People of the company who look after learners; one who left says so. */
  readonly mentors: readonly Mentor[];
};
export type Mentor = {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly ended: boolean;
};

/** Where a kind of agreement writes its days. */
export const DAY_FIELDS: Readonly<Record<AgreementKind, { from: string; to: string }>> = {
  "learning-agreement": { from: "mobility.from", to: "mobility.to" },
  "grant-agreement": { from: "stay.from", to: "stay.to" },
  "host-agreement": { from: "stay.from", to: "stay.to" },
  "staff-agreement": { from: "mobility.from", to: "mobility.to" },
};
/** A grant is between the participant and who pays: no host stands in it. */
const NAMES_HOST: readonly AgreementKind[] = [
  "learning-agreement",
  "host-agreement",
  "staff-agreement",
];

const text = (content: Content, path: string): string => [content[path] ?? ""].flat().join(" ");
const some = (...parts: readonly (string | null)[]): string[] =>
  parts.filter((part): part is string => Boolean(part));

/** What a text says otherwise than the stay is today; nothing where it needs no change. */
export function differencesOf(
  kind: AgreementKind,
  written: TextAbout,
  stay: StayToday,
): readonly Difference[] {
  const { content } = written;
  const found: Difference[] = [];
  const { from, to } = DAY_FIELDS[kind];
  if (text(content, from) !== stay.starts || text(content, to) !== stay.ends) {
    const said = some(text(content, from), text(content, to));
    found.push({ what: "days", said, now: [stay.starts, stay.ends] });
  }
  if (!NAMES_HOST.includes(kind)) return found;
  const isOther = written.companyId !== stay.companyId;
  if (isOther) {
    const said = some(text(content, "hosting.name"));
    found.push({ what: "company", said, now: some(stay.company) });
  }
  // Without a company the hosting partner is the host itself.
  const partnerIsOther = written.hostingPartnerId !== stay.hostingPartnerId;
  if (partnerIsOther && (written.companyId !== null || !isOther)) {
    const field = written.companyId === null ? "hosting.name" : "intermediary.name";
    const said = some(text(content, field));
    found.push({ what: "hosting-partner", said, now: some(stay.hostingPartner) });
  }
  const mentor = text(content, "mentor.name");
  if (!isOther && mentor !== "" && hasLeft(content, stay.mentors)) {
    found.push({ what: "mentor", said: [mentor], now: some(onlyMentor(stay)?.name ?? null) });
  }
  return found;
}

const same = (a: string, b: string | null) => a !== "" && a.toLowerCase() === b?.toLowerCase();

/** The one who is named left the company, and nobody of that name is there now. */
function hasLeft(content: Content, mentors: readonly Mentor[]): boolean {
  const isNamed = ({ name, email }: Mentor) =>
    same(text(content, "mentor.name"), name) || same(text(content, "mentor.email"), email);
  const named = mentors.filter(isNamed);
  return named.length > 0 && named.every(({ ended }) => ended);
}

/** Of several nobody knows which one it will be: the host says so when it signs. */
export function onlyMentor({ mentors }: Pick<StayToday, "mentors">): Mentor | undefined {
  const there = mentors.filter(({ ended }) => !ended);
  return there.length === 1 ? there[0] : undefined;
}
