import type { StaffVisit } from "../../platform/web/route.ts";
import type { Day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import {
  APPLICANT_SORTS,
  type ApplicantFilter,
  type ApplicantQuery,
  type ApplicantSort,
  ELIGIBILITY_FILTERS,
  STANDINGS,
} from "../../stages/applications/applicant-list.ts";
import { withStanding } from "../../stages/selection/read-standings.ts";

export const A_PAGE = 25;
/** Offsets beyond this only waste the database's time; nobody pages that far. */
const LAST_PAGE = 2_000;

const whole = (text: string | null): number | undefined => {
  const value = Number(text);
  return text && Number.isInteger(value) && value >= 0 && value <= 120 ? value : undefined;
};

export const todayOf = (now: Date): Day => wallTimeOf(now).day;

/** The list that an address asks for; what makes no sense is left out rather than refused. */
export function queryOf(visit: StaffVisit): ApplicantQuery {
  const { query, tx, locale } = visit;
  const text = (name: string) => query.get(name)?.trim().slice(0, 100) || undefined;
  const sort = query.get("sort") ?? "name";
  const column = sort.replace(/^-/, "");
  return {
    filter: {
      text: text("q"),
      callId: text("call"),
      country: text("country"),
      organisationId: text("school"),
      trade: text("trade"),
      standing: STANDINGS.find((standing) => standing === query.get("standing")),
      eligibility: ELIGIBILITY_FILTERS.find((one) => one === query.get("eligibility")),
      ageFrom: whole(query.get("age-from")),
      ageTo: whole(query.get("age-to")),
    },
    sort: APPLICANT_SORTS.find((known) => known === column) ?? "name",
    descending: sort.startsWith("-"),
    page: Math.min(Math.max(1, Math.trunc(Number(query.get("page")) || 1)), LAST_PAGE),
    size: A_PAGE,
    locale,
    today: todayOf(tx.now),
  };
}

/** The query with the applications of whom the rules say what was asked for. */
export async function withEligible(
  visit: StaffVisit,
  query: ApplicantQuery,
): Promise<ApplicantQuery> {
  return { ...query, filter: await withStanding(visit.tx, query.filter) };
}

const PARAMETERS: Readonly<Record<Exclude<keyof ApplicantFilter, "only">, string>> = {
  text: "q",
  callId: "call",
  country: "country",
  organisationId: "school",
  trade: "trade",
  standing: "standing",
  eligibility: "eligibility",
  ageFrom: "age-from",
  ageTo: "age-to",
};

/** The address of a list, with something changed; a changed filter begins at the first page. */
export function addressOf(
  path: string,
  query: ApplicantQuery,
  change: {
    readonly without?: keyof ApplicantFilter;
    readonly sort?: string;
    readonly page?: number;
  } = {},
): string {
  const search = new URLSearchParams();
  for (const [name, parameter] of Object.entries(PARAMETERS)) {
    const value = query.filter[name as keyof ApplicantFilter];
    if (value !== undefined && name !== change.without) search.set(parameter, String(value));
  }
  const sort = change.sort ?? sortOf(query.sort, query.descending);
  if (sort !== "name") search.set("sort", sort);
  if (change.page && change.page > 1) search.set("page", String(change.page));
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

export const sortOf = (sort: ApplicantSort, descending: boolean): string =>
  descending ? `-${sort}` : sort;
