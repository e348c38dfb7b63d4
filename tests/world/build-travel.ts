import { addDays, type Day, day } from "../../src/shared/day.ts";
import { declareStay } from "../../src/stages/travel/change-stays.ts";
import { addPapers, type TypedPapers } from "../../src/stages/travel/keep-papers.ts";
import type { World } from "./build.ts";
import { atNine } from "./days.ts";
import { must } from "./must.ts";

type Kind = Pick<TypedPapers, "nationality" | "passport" | "issuer">;
type Sketch = {
  /** The last one is what the person travels with. */
  readonly papers: readonly (Kind & { readonly years?: number; readonly endsAfter?: number })[];
  /** Days before the journey's first one, and how long; a permit covers the journey instead. */
  readonly before?: readonly [days: number, length: number];
  readonly permit?: boolean;
};

const own = (country: string): Kind => ({
  nationality: country,
  passport: "biometric",
  issuer: country,
});

/** One or two of each sending country: what an office finds on the pages of its people. */
const SKETCHES: Readonly<Record<string, readonly Sketch[]>> = {
  AL: [{ papers: [own("AL")] }, { papers: [{ ...own("AL"), endsAfter: 40 }] }],
  // Somebody of two countries travels with the passport that nobody counts.
  BA: [{ papers: [own("BA"), own("HR")] }, { papers: [own("BA")], before: [60, 12] }],
  XK: [
    { papers: [own("XK")], before: [30, 6] },
    { papers: [{ nationality: "RS", passport: "coordination", issuer: "RS" }] },
  ],
  ME: [{ papers: [own("ME")], permit: true }],
  MK: [{ papers: [{ ...own("MK"), years: 10 }] }],
  RS: [{ papers: [own("RS")] }, { papers: [{ ...own("RS"), passport: "non-biometric" }] }],
};

type Traveller = {
  readonly person_id: string;
  readonly sending_country: string;
  readonly starts: Day;
  readonly ends: Day;
};

/** Passports and stays of people who are about to travel, as their offices wrote them down. */
export async function buildTravel(world: World): Promise<void> {
  const { clock, database, days, schemeId } = world;
  clock.moveTo(atNine(addDays(days.today, -3)));
  const people = await database.withTx({ kind: "system", schemeId }, async ({ db }) => {
    const rows = await db
      .selectFrom("mobilities")
      .where("state", "not in", ["finished", "cancelled"])
      .where("mode", "!=", "virtual")
      .where("sending_country", "in", Object.keys(SKETCHES))
      .select(["person_id", "sending_country", "starts", "ends"])
      .orderBy("ends", "desc")
      .orderBy("reference")
      .execute();
    return rows.map((row): Traveller => ({ ...row, starts: day(row.starts), ends: day(row.ends) }));
  });
  await database.withTx(
    world.actorOf("anna@uniser.example"),
    async (tx) => {
      for (const [country, sketches] of Object.entries(SKETCHES)) {
        const travellers = people.filter((one) => one.sending_country === country);
        for (const [at, sketch] of sketches.entries()) {
          const of = travellers[at];
          if (!of) continue;
          for (const [copy, papers] of sketch.papers.entries()) {
            await must("papers", addPapers(tx, of.person_id, papersOf(papers, of, at, copy)));
          }
          for (const stay of staysOf(sketch, of)) {
            await must("stay", declareStay(tx, of.person_id, stay));
          }
        }
      }
    },
    { purpose: "care" },
  );
}

const DAYS_A_YEAR = 365;

function papersOf(
  { years = 2, endsAfter, ...kind }: Sketch["papers"][number],
  of: Traveller,
  at: number,
  copy: number,
): TypedPapers {
  const issued = addDays(of.starts, -years * DAYS_A_YEAR - 10 - at);
  const expires =
    endsAfter === undefined ? addDays(of.ends, 5 * DAYS_A_YEAR) : addDays(of.ends, endsAfter);
  // No country issues a number of zeros.
  return { ...kind, issued, expires, number: `${kind.nationality}00000${at}${copy}` };
}

const staysOf = ({ before, permit }: Sketch, of: Traveller) => [
  ...(before
    ? [
        {
          entry: addDays(of.starts, -before[0]),
          exit: addDays(of.starts, before[1] - before[0] - 1),
          permit: "",
        },
      ]
    : []),
  ...(permit ? [{ entry: addDays(of.starts, -2), exit: addDays(of.ends, 2), permit: "yes" }] : []),
];
