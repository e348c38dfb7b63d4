import type { MessageKey } from "../../platform/i18n/index.ts";
import type { Day } from "../../shared/day.ts";
import { changeFlow } from "../calls/change-flow.ts";
import type { Flow, NewFlow } from "../calls/flow.ts";
import { holdFlows } from "../calls/read-flows.ts";
import { readDay, readWhole } from "./cells.rules.ts";
import type { Facts } from "./facts.store.ts";
import type { Kind } from "./kind.ts";
import { type FieldChange, marksOf } from "./round-trip.rules.ts";
import { columnsBack, type RowBack, readCountry, rowBack, writeBack } from "./round-trip-cells.ts";
import type { RowReader } from "./row-reader.ts";

/** Columns by the name of their heading in the catalogues. */
const COLUMNS = {
  code: "flows.code",
  sendingCountry: "flows.from",
  city: "flows.city",
  country: "flows.country",
  hostingOrganisationId: "flows.host",
  starts: "flows.starts",
  ends: "flows.ends",
  places: "flows.seats",
  minimum: "flows.minimum",
  leader: "flows.leader",
} as const satisfies Partial<Record<keyof Flow, MessageKey>>;
type Field = keyof typeof COLUMNS;
const FIELDS = Object.keys(COLUMNS) as Field[];
const FIELD_OF = new Map<string, Field>(FIELDS.map((field) => [COLUMNS[field], field]));

const seatsOf = (flow: Pick<Flow, "places">): number =>
  flow.places.reduce((sum, place) => sum + place.seats, 0);

/** The values of a flow in the form in which marks are made and compared. */
const valuesOf = (one: Flow): Map<string, string> =>
  new Map<string, string>([
    [COLUMNS.code, one.code],
    [COLUMNS.sendingCountry, one.sendingCountry],
    [COLUMNS.city, one.city],
    [COLUMNS.country, one.country],
    [COLUMNS.hostingOrganisationId, one.hostingOrganisationId],
    [COLUMNS.starts, one.starts],
    [COLUMNS.ends, one.ends],
    [COLUMNS.places, String(seatsOf(one))],
    [COLUMNS.minimum, String(one.minimum)],
    [COLUMNS.leader, one.leader ?? ""],
  ]);

/** What the list writes into its hidden column of one flow. */
export const flowMarks = (one: Flow): string => marksOf(valuesOf(one));

export const flowChanges: Kind<RowBack> = {
  columns: () => columnsBack(FIELDS.map((field) => COLUMNS[field])),
  who: [COLUMNS.code],
  chunk: 500,
  keyOf: ({ id }) => id,
  // Which flows somebody may change says the use-case, of each as it stands here.
  countryOf: () => null,
  shown: (column, value, { organisations }) =>
    column === COLUMNS.hostingOrganisationId
      ? (organisations.find(({ id }) => id === value)?.name ?? value)
      : value,

  read: (cells, facts) =>
    rowBack(
      cells,
      FIELDS.map((field) => COLUMNS[field]),
      { column: COLUMNS.hostingOrganisationId, role: "hosting", facts },
      (column) => valueIn(cells, FIELD_OF.get(column)!, facts),
    ),

  write: async (tx, _target, rows) =>
    writeBack(rows, {
      held: await holdFlows(
        tx,
        rows.map(({ id }) => id),
      ),
      notHere: "row-not-found",
      naming: COLUMNS.hostingOrganisationId,
      valuesOf,
      async change(here, changes, stop) {
        // One number cannot say which trade's seats it changes.
        if (here.places.length !== 1 && changes.some((c) => c.column === COLUMNS.places)) {
          stop(COLUMNS.places, "flow-seats-by-trade");
          return false;
        }
        const done = await changeFlow(tx, here.id, changedTo(here, changes));
        if (done.ok) return true;
        for (const { field = "", code, params } of done.problems) {
          stop(COLUMNS[field.split(".")[0] as Field] ?? null, code, params);
        }
        return false;
      },
    }),
};

function valueIn(cells: RowReader, field: Field, facts: Facts): string {
  const column = COLUMNS[field];
  switch (field) {
    case "starts":
    case "ends":
      return cells.read(column, readDay, true) ?? "";
    case "places":
    case "minimum":
      return String(cells.read(column, readWhole, true) ?? "");
    case "country":
    case "sendingCountry":
      return cells.read(column, (text) => readCountry(text, facts), true) ?? "";
    case "leader":
      return cells.text(column);
    default:
      return cells.need(column);
  }
}

function changedTo(here: Flow, changes: readonly FieldChange[]): Omit<NewFlow, "callId"> {
  const after = new Map(changes.map((change) => [FIELD_OF.get(change.column), change.after]));
  const text = (field: Field, was: string) => after.get(field) ?? was;
  const seats = after.get("places");
  return {
    code: text("code", here.code),
    sendingCountry: text("sendingCountry", here.sendingCountry),
    hostingOrganisationId: text("hostingOrganisationId", here.hostingOrganisationId),
    city: text("city", here.city),
    country: text("country", here.country),
    starts: text("starts", here.starts) as Day,
    ends: text("ends", here.ends) as Day,
    minimum: Number(text("minimum", String(here.minimum))),
    leader: text("leader", here.leader ?? "") || null,
    places:
      seats === undefined
        ? here.places
        : here.places.map((place) => ({ ...place, seats: Number(seats) })),
  };
}
