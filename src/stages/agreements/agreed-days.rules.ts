import { type Day, isDay } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import {
  type Activity,
  calendarDays,
  durationProblems,
  fundedDays,
} from "../travel/duration.rules.ts";
import type { AgreementKind, Content } from "./agreement.ts";
import { linesOf } from "./template.ts";

/**
 * What an agreement calls an activity, as the programme does. Assignments of staff are not here: a
 * scheme has its own kinds of them, of a single day too.
 */
const ACTIVITY_OF: Readonly<Record<string, Activity>> = {
  "vet-short": "LM-SHORT-VET",
  "vet-long": "LM-LONG-VET",
  "vet-group": "group",
  "skills-competition": "LM-SKILL-VET",
  "job-shadowing": "SM-JOB-SHDW",
};
/** Where an agreement says from when to when, and as what. */
const SECTION_OF: Readonly<Record<AgreementKind, string>> = {
  "learning-agreement": "mobility",
  "grant-agreement": "stay",
  "host-agreement": "stay",
  "staff-agreement": "mobility",
};

/**
 * What speaks against the days that are agreed: they run backwards, the activity is not of so many
 * days (rule D2), money is promised for more days than the stay and its travel have (D3) or for more
 * travel than is paid (D4). How short a stay of somebody may be is the line's to say, which holds the
 * days of the stay; here a stay of somebody with fewer opportunities is not refused a second time (D5).
 */
export function agreedDayProblems(kind: AgreementKind, content: Content): Problem[] {
  const section = SECTION_OF[kind];
  const text = (code: string): string => linesOf(content, `${section}.${code}`).join("");
  const [starts, ends] = [text("from"), text("to")];
  // What is missing or no day at all is told by its field.
  if (!isDay(starts) || !isDay(ends)) return [];
  const at = (code: string, problem: Problem): Problem => ({
    ...problem,
    field: `${section}.${code}`,
  });
  if (ends < starts) return [at("to", { code: "days-reversed" })];
  const stay = { starts: starts as Day, ends: ends as Day };
  const activity = ACTIVITY_OF[text("activity")];
  const problems = activity
    ? durationProblems(activity, { ...stay, fewerOpportunities: true, hasReason: true }).map(
        (problem) => at("to", problem),
      )
    : [];
  return kind === "grant-agreement"
    ? [...problems, ...moneyProblems(content, stay, text).map((one) => at(one.at, one.problem))]
    : problems;
}

function moneyProblems(
  content: Content,
  stay: { readonly starts: Day; readonly ends: Day },
  text: (code: string) => string,
): { readonly at: string; readonly problem: Problem }[] {
  const whole = (code: string): number | null =>
    /^\d+$/.test(text(code)) ? Number(text(code)) : null;
  const [travel, funded] = [whole("travel-days"), whole("funded-days")];
  if (travel === null || funded === null) return [];
  const greenTravel = linesOf(content, "amounts.supports").some((line) =>
    line.startsWith("green-travel"),
  );
  // Of a group's learners and of the least days nothing is asked here: only of what is paid.
  const tooMuchTravel = durationProblems("SM-TTA", {
    ...stay,
    fundedTravelDays: travel,
    greenTravel,
  }).filter(({ code }) => code === "travel-days");
  const most = fundedDays({ ...stay, fundedTravelDays: travel });
  return [
    ...tooMuchTravel.map((problem) => ({ at: "travel-days", problem })),
    ...(funded > most
      ? [
          {
            at: "funded-days",
            problem: {
              code: "funded-days",
              params: { days: funded, most, of: calendarDays(stay) },
            },
          },
        ]
      : []),
  ];
}
