import type { Route } from "../../platform/web/route.ts";
import { routes as basics } from "./basics.page.ts";
import { routes as call } from "./call.page.ts";
import { routes as calls } from "./calls.page.ts";
import { routes as criterion } from "./criterion.page.ts";
import { routes as dates } from "./dates.page.ts";
import { routes as extensions } from "./extensions.page.ts";
import { routes as flow } from "./flow.page.ts";
import { routes as formVersion } from "./form-version.page.ts";
import { routes as owners } from "./owners.page.ts";
import { routes as paid } from "./paid.page.ts";
import { routes as places } from "./places.page.ts";
import { routes as preview } from "./preview.page.ts";
import { routes as reserved } from "./reserved.page.ts";
import { routes as rule } from "./rule.page.ts";
import { routes as translation } from "./translation.page.ts";
import { routes as trial } from "./trial.page.ts";
import { routes as who } from "./who.page.ts";

/** The list of calls, a call's page, and a page for each of its parts. */
export const routes: readonly Route[] = [
  ...calls,
  ...call,
  ...basics,
  ...dates,
  ...reserved,
  ...places,
  ...flow,
  ...who,
  ...paid,
  ...rule,
  ...criterion,
  ...owners,
  ...formVersion,
  ...preview,
  ...trial,
  ...translation,
  ...extensions,
];
