import type { Route } from "../../platform/web/route.ts";
import { reviewed } from "../reviewed.ts";
import { routes as answer } from "./answer.page.ts";
import { routes as borderForm } from "./border-form.page.ts";
import { routes as change } from "./change.page.ts";
import { routes as checkRequest } from "./check-request.page.ts";
import { routes as dates } from "./dates.page.ts";
import { routes as guardianLink } from "./guardian-link.page.ts";
import { routes as medicalCard } from "./medical-card.page.ts";
import { routes as objection } from "./objection.page.ts";
import { routes as door } from "./place.page.ts";
import { routes as policies } from "./policies-part.ts";
import { routes as result } from "./result.page.ts";
import { routes as story } from "./story.page.ts";
import { routes as task } from "./task.page.ts";
import { routes as taskList } from "./task-list.page.ts";

/** What people decide by: only in languages in which somebody stands by the words. */
const TOLD = [...result, ...answer].map((route) => reviewed("result", route));

/** A learner's result: the door, the result, the answer, the request for a check. */
export const routes: Route[] = [
  ...door,
  ...TOLD,
  ...guardianLink,
  ...borderForm,
  ...change,
  ...checkRequest,
  ...objection,
  ...taskList,
  ...dates,
  ...task,
  ...policies,
  ...medicalCard,
  ...story,
];
