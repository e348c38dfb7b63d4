import type { Words } from "../../platform/i18n/index.ts";
import { lengthInDays } from "../../shared/day.ts";
import { type CallSheet, seatsOfSheet } from "../../stages/calls/call-sheet.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { dataBlock } from "../../ui/data-block.ts";
import type { Html } from "../../ui/html.ts";
import { paths } from "../paths.ts";

/** A call as schema.org knows it, so that a search finds it as a programme with a deadline. */
export function factsOfCall(from: {
  readonly words: Words;
  readonly call: CallSheet;
  readonly scheme: Scheme | null;
  readonly publicUrl: string;
}): Html {
  const { words, call, scheme } = from;
  const starts = call.flows.map((flow) => flow.starts).sort()[0];
  const ends = call.flows
    .map((flow) => flow.ends)
    .sort()
    .at(-1);
  const cities = [...new Map(call.flows.map((flow) => [flow.city, flow])).values()];
  const trades = [
    ...new Set(call.flows.flatMap((flow) => flow.places.flatMap(({ trade }) => trade ?? []))),
  ];
  const about = words.local(call.about);
  return dataBlock({
    "@context": "https://schema.org",
    "@type": "EducationalOccupationalProgram",
    identifier: call.publicCode,
    name: words.local(call.title),
    ...(about ? { description: about } : {}),
    url: `${from.publicUrl}${paths.call(words.locale, scheme?.slug ?? "", String(call.number))}`,
    inLanguage: words.lang,
    provider: {
      "@type": "Organization",
      name: scheme ? words.local(scheme.name) : words.t("site.brand"),
      url: `${from.publicUrl}${paths.home(words.locale, scheme?.slug ?? "")}`,
    },
    applicationStartDate: call.opensAt.toISOString(),
    applicationDeadline: call.closesAt.toISOString(),
    ...(starts && ends
      ? { startDate: starts, endDate: ends, timeToComplete: `P${lengthInDays(starts, ends)}D` }
      : {}),
    maximumEnrollment: seatsOfSheet(call),
    programType: words.local(call.lineName),
    ...(trades.length > 0 ? { occupationalCategory: trades.map((code) => words.trade(code)) } : {}),
    hasCourse: cities.map((flow) => ({
      "@type": "Course",
      name: `${words.local(call.lineName)}: ${flow.city}`,
      description: words.days(flow.starts, flow.ends),
      provider: { "@type": "Organization", name: flow.hostingOrganisation },
    })),
  });
}
