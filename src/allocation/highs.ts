import type { Highs } from "highs";

/** Minimise the costs of columns within their bounds and those of rows; the matrix stands by column. */
export interface LinearModel {
  readonly cost: number[];
  readonly upper: number[];
  /** 1 where a column takes whole numbers only; every column is at least 0. */
  readonly whole: number[];
  readonly rowLower: number[];
  readonly rowUpper: number[];
  readonly start: number[];
  readonly row: number[];
  readonly value: number[];
}

export interface Solved {
  readonly columns: Float64Array;
  /** What one more unit of each row's bound would save; 0 where columns are whole. */
  readonly prices: Float64Array;
  /** False when the search was cut short: the best found, not known to be the best there is. */
  readonly complete: boolean;
}

/** Solves linear models; the only door to HiGHS. The same model gives the same answer. */
export interface Master {
  /** Null where no columns keep the rows (or none was found before `mostNodes` ran out). */
  readonly solve: (model: LinearModel, search?: Search) => Solved | null;
}

export interface Search {
  /** Ignore `whole`: the relaxation, with its prices. */
  readonly relaxed?: boolean;
  /** How many nodes the search over whole columns may open; counted, not timed, so that runs repeat. */
  readonly mostNodes?: number;
  /** How far from the best an answer may be, in costs. */
  readonly near?: number;
}

const OPTIMAL = 7;
const LIMITS = [14, 16];

let loaded: Promise<Highs> | null = null;

/** Loads the solver once; about 3.5 MB of WebAssembly. */
export async function openMaster(): Promise<Master> {
  // The package says of its module that it is CommonJS; what an import gets is the function itself.
  loaded ??= import("highs").then((module) => {
    const load = module.default as unknown as typeof module.default.default;
    return load();
  });
  const highs = await loaded;
  return { solve: (model, search = {}) => solve(highs, model, search) };
}

function solve(highs: Highs, model: LinearModel, search: Search): Solved | null {
  const numCols = model.cost.length;
  const numRows = model.rowLower.length;
  if (numCols === 0) {
    const kept = model.rowLower.every((lower, r) => lower <= 0 && model.rowUpper[r]! >= 0);
    const nothing = new Float64Array(0);
    return kept ? { columns: nothing, prices: new Float64Array(numRows), complete: true } : null;
  }
  const native = highs.createModel({
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.minimize,
    colCost: model.cost,
    colLower: new Float64Array(numCols),
    colUpper: model.upper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: {
      format: "csc",
      numRows,
      numCols,
      starts: model.start,
      indices: model.row,
      values: model.value,
    },
    ...(search.relaxed === true ? {} : { integrality: Int32Array.from(model.whole) }),
  });
  try {
    native.options.set({
      output_flag: false,
      mip_rel_gap: 0,
      mip_abs_gap: search.near ?? 0.5,
      mip_feasibility_tolerance: 1e-7,
      ...(search.mostNodes === undefined ? {} : { mip_max_nodes: search.mostNodes }),
    });
    const { modelStatus } = native.run();
    const complete = modelStatus === OPTIMAL;
    if (!complete && !LIMITS.includes(modelStatus)) return null;
    if (native.info.get("primal_solution_status") !== highs.constants.solutionStatus.feasible) {
      return null;
    }
    const { colValue, rowDual } = native.getSolution();
    return { columns: colValue, prices: rowDual, complete };
  } finally {
    native.dispose();
  }
}
