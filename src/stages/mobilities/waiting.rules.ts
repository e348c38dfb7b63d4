import type { StayRecord, Wait } from "./stay-record.ts";

/**
 * What a stay itself waits for; hosts, agreements and preparation add what is theirs. A stay that
 * waits for nothing is over.
 */
export function waitsOf(stay: StayRecord): readonly Wait[] {
  const { since } = stay;
  switch (stay.state) {
    case "on-hold":
      return [{ what: "guardian", who: "guardian", since }];
    case "planned":
      return [
        {
          what: "company",
          who: "hosting-partner",
          name: stay.hostingPartner?.name ?? null,
          since,
        },
      ];
    case "matched":
      return [{ what: "agreements", who: "office", since }];
    case "preparing":
      return [{ what: "tasks", who: "everybody", since }];
    case "ready":
      return [{ what: "departure", who: "nobody", since }];
    case "in-progress":
    case "extended":
      return [{ what: "return", who: "nobody", since }];
    case "interrupted":
      return [{ what: "decision", who: "office", since }];
    case "early-return":
      return [{ what: "settling", who: "office", since }];
    default:
      return [];
  }
}
