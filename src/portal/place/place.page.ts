import { redirectAsLearner } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import { paths } from "../paths.ts";
import { doorToPlace } from "./door.ts";

export const routes: Route[] = [
  ...doorToPlace,
  {
    method: "POST",
    access: "public",
    repeatable: true,
    path: paths.placeEnd(":lang", ":scheme"),
    answer: async (visit) =>
      redirectAsLearner(paths.place(visit.locale, visit.params.scheme ?? ""), null),
  },
];
