import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { Signature } from "../../stages/allocation-runs/allocation-run.rules.ts";
import type { DataCheck, Run } from "../../stages/allocation-runs/allocation-run.ts";
import {
  compareRuns,
  explained,
  findRunPeople,
  findRunPerson,
  listRuns,
  type RunExplanation,
  type RunFlag,
  type RunPerson,
  type RunPlace,
  readChanges,
  readChecks,
  readFlags,
  readPins,
  readRunPlaces,
  readSignatures,
} from "../../stages/allocation-runs/read-runs.ts";

export const SHOWS = ["flagged", "all", "placed", "unplaced"] as const;
const A_PAGE = 25;

/** Everything the three panes show of one run; a fixed number of statements for any number of rows. */
export type Workbench = {
  readonly callId: string;
  readonly run: Run | null;
  readonly published: boolean;
  readonly drafts: readonly Run[];
  readonly checks: readonly DataCheck[];
  readonly changes: readonly Problem[];
  readonly signatures: readonly Signature[];
  readonly flags: readonly RunFlag[];
  /** People and flows on the list at whom nobody has looked, each counted once. */
  readonly toLookAt: number;
  readonly filter: {
    readonly show: (typeof SHOWS)[number];
    readonly search: string;
    readonly page: number;
    readonly size: number;
  };
  readonly people: readonly RunPerson[];
  readonly total: number;
  readonly selected: RunPerson | null;
  readonly explanation: RunExplanation | null;
  readonly places: readonly RunPlace[];
  readonly pins: readonly Awaited<ReturnType<typeof readPins>>[number][];
  readonly moves: { readonly before: number; readonly people: readonly Moves[number][] } | null;
};
type Moves = Awaited<ReturnType<typeof compareRuns>>;

export async function openWorkbench(
  visit: StaffVisit,
  callId: string,
  run: Run | null,
  applicationId?: string,
): Promise<Workbench> {
  const { tx } = visit;
  const drafts = await listRuns(tx, callId);
  const published = drafts.some((d) => d.state === "published");
  const filter = filterOf(visit.query);
  const common = { callId, run, published, drafts, filter };
  const checks = await readChecks(tx, callId, run);
  if (!run?.summary) return { ...common, ...NOTHING, checks };
  const flags = await readFlags(tx, run.id);
  const { people, total } = await findRunPeople(tx, run.id, {
    show: filter.show,
    search: filter.search,
    limit: filter.size,
    offset: (filter.page - 1) * filter.size,
  });
  const places = await readRunPlaces(tx, run.id);
  const selected = applicationId
    ? await findRunPerson(tx, run.id, applicationId)
    : (people[0] ?? null);
  const before = drafts.find((d) => d.number < run.number && d.summary);
  return {
    ...common,
    checks,
    changes: run.state === "computed" ? await readChanges(tx, run) : [],
    signatures: await readSignatures(tx, run.id),
    flags,
    toLookAt: new Set(
      flags.filter((f) => f.lookedAt === null).map((f) => f.applicationId ?? f.flowId),
    ).size,
    people,
    total,
    selected,
    explanation: selected ? explained(run.id, selected, places) : null,
    places,
    pins: await readPins(tx, callId),
    moves: before
      ? { before: before.number, people: await compareRuns(tx, before.id, run.id) }
      : null,
  };
}

const NOTHING = {
  changes: [],
  signatures: [],
  flags: [],
  toLookAt: 0,
  people: [],
  total: 0,
  selected: null,
  explanation: null,
  places: [],
  pins: [],
  moves: null,
} as const;

function filterOf(query: URLSearchParams): Workbench["filter"] {
  const show = SHOWS.find((s) => s === query.get("show")) ?? "flagged";
  const page = Math.trunc(Number(query.get("page"))) || 1;
  return {
    show,
    search: (query.get("q") ?? "").trim().slice(0, 100),
    page: Math.min(Math.max(page, 1), 10_000),
    size: A_PAGE,
  };
}
