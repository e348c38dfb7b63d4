import { ok, refuse } from "../../shared/result.ts";
import { addFlow } from "../calls/add-flow.ts";
import type { Flow, NewFlow } from "../calls/flow.ts";
import { listFlows } from "../calls/read-flows.ts";
import { type Cell, readCodes, readDay, readWhole } from "./cells.rules.ts";
import type { Kind, Outcome, Written } from "./kind.ts";
import { headings, tradeOf } from "./vocabulary.ts";

const NEEDED = ["flow", "country", "host", "city", "host-country", "starts", "ends", "seats"];
const OTHERS = ["trade", "minimum", "leader", "reserved"];

const COLUMNS: Readonly<Record<string, string>> = {
  code: "flow",
  sendingCountry: "country",
  hostingOrganisationId: "host",
  city: "city",
  country: "host-country",
  starts: "starts",
  ends: "ends",
  minimum: "minimum",
  leader: "leader",
  places: "seats",
};

type FlowRow = Omit<NewFlow, "callId">;

/** `reserve_1=2 reserve_2=1`: seats of this place kept for a group of the call. */
function readReserved(text: string): Cell<{ code: string; seats: number }[]> {
  const parts = readCodes(text).map((part) => /^(reserve_\d+)[=:](\d+)$/.exec(part));
  if (parts.some((part) => part === null)) return refuse({ code: "not-reserved-seats" });
  return ok(parts.map((part) => ({ code: part![1]!, seats: Number(part![2]) })));
}

export const flows: Kind<FlowRow> = {
  columns: () => [
    ...NEEDED.map((name) => ({ name, required: true, words: headings(name) })),
    ...OTHERS.map((name) => ({ name, required: false, words: headings(name) })),
  ],
  who: ["flow"],
  chunk: 5_000,
  keyOf: ({ code, places }) => [code, places[0]?.trade ?? ""].join("\n"),
  countryOf: () => null,

  read(cells) {
    const starts = cells.read("starts", readDay, true);
    const ends = cells.read("ends", readDay, true);
    const seats = cells.read("seats", readWhole, true);
    const row = {
      code: cells.need("flow"),
      sendingCountry: cells.country("country"),
      hostingOrganisationId: cells.organisation("host", true),
      city: cells.need("city"),
      country: cells.country("host-country"),
      minimum: cells.read("minimum", readWhole),
      reserved: cells.readAll("reserved", readReserved).flat(),
    };
    if (!starts || !ends || seats === undefined || cells.problems.length > 0) return undefined;
    return {
      code: row.code,
      sendingCountry: row.sendingCountry,
      hostingOrganisationId: row.hostingOrganisationId ?? "",
      city: row.city,
      country: row.country,
      starts,
      ends,
      minimum: row.minimum ?? 0,
      leader: cells.text("leader") || null,
      places: [{ trade: tradeOf(cells.text("trade")) || null, seats, reserved: row.reserved }],
    };
  },

  /** Rows with one code are one flow with a place a trade. */
  async write(tx, { callId }, rows): Promise<Written> {
    const groups = new Map<string, number[]>();
    for (const [at, row] of rows.entries()) {
      groups.set(row.code, [...(groups.get(row.code) ?? []), at]);
    }
    let flows: readonly Flow[] | undefined;
    const known = async (code: string) => {
      flows ??= await listFlows(tx, callId);
      return flows.find((flow) => flow.code === code);
    };
    const outcomes: (Outcome | null)[] = rows.map(() => null);
    const problems: Written["problems"][number][] = [];
    for (const members of groups.values()) {
      const first = rows[members[0]!]!;
      const other = members.find((at) => !sameFlow(rows[at]!, first));
      // A flow is added with all its rows or not at all, so what stops one stops them all.
      const stop = (column: string | null, code: string, params = {}) =>
        problems.push(...members.map((at) => ({ at, column, code, params })));
      if (other !== undefined) {
        stop("flow", "flow-rows-differ");
        continue;
      }
      const places = members.flatMap((at) => rows[at]!.places);
      const done = await addFlow(tx, { ...first, callId, places });
      const here =
        !done.ok &&
        done.problems.every(({ code, field }) => code === "already-there" && field === "code");
      if (here && !isThat({ ...first, places }, await known(first.code))) {
        stop("flow", "flow-otherwise-here");
        continue;
      }
      for (const at of members) outcomes[at] = done.ok ? "added" : here ? "unchanged" : null;
      if (done.ok || here) continue;
      for (const { code, params, field } of done.problems) {
        stop(COLUMNS[(field ?? "").split(".")[0]!] ?? null, code, params);
      }
    }
    return { outcomes, problems };
  },
};

/** Whether a flow here is what the rows say; a column that may be left out says nothing. */
function isThat(row: FlowRow, flow: Flow | undefined): boolean {
  if (!flow) return true;
  const seats = (places: FlowRow["places"]) =>
    places
      .map((place) => `${place.trade ?? ""}=${place.seats}`)
      .sort()
      .join("\n");
  return (
    (
      ["sendingCountry", "hostingOrganisationId", "city", "country", "starts", "ends"] as const
    ).every((name) => row[name] === flow[name]) &&
    (!row.minimum || row.minimum === flow.minimum) &&
    (!row.leader || row.leader === flow.leader) &&
    seats(row.places) === seats(flow.places)
  );
}

const sameFlow = (a: FlowRow, b: FlowRow): boolean => {
  const bare = ({ places: _, ...row }: FlowRow) => JSON.stringify(row);
  return bare(a) === bare(b);
};
