import type { Criterion, CriterionKind, CriterionSource } from "./criterion.ts";

/** Calls written before rules were have parts that the school enters. */
export const kindOf = (criterion: Criterion): CriterionKind => criterion.kind ?? "entered";
export const sourceOf = (criterion: Criterion): CriterionSource => criterion.source ?? "school";
