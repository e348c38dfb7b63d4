/** The thread in which a run is solved: in comes a request, out come its steps and its outcome. */
import { parentPort, workerData } from "node:worker_threads";
import { type SolveRequest, solveProblem } from "../stages/allocation-runs/solve-problem.ts";

const outcome = await solveProblem(workerData as SolveRequest, (step) =>
  parentPort?.postMessage({ step }),
);
parentPort?.postMessage({ outcome });
