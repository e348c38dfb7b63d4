import { decideAnswers, sayStandard } from "../../src/stages/growth/say-standard.ts";
import { PARTS, type Standard } from "../../src/stages/growth/standards.ts";
import type { World } from "./build.ts";
import type { PartnerKey } from "./consortium.ts";
import { atNine } from "./days.ts";
import { must } from "./must.ts";

type Sketch = {
  readonly partner: PartnerKey;
  readonly by: string;
  readonly level: "begun" | "in-place";
  readonly evidence: string;
  readonly standards: readonly Standard[];
  /** Null where it still waits; otherwise what was decided. */
  readonly decided: { readonly by: string; readonly reason: string } | null;
};

const ANNA = "anna@uniser.example";
const PAOLO = "paolo@uniser.example";
const MIRELA = "mirela@albanianskills.example";
const SELMA = "selma@iuslife.example";

/** One partner that is there, one on its way with an answer given back, one that has begun. */
const SKETCHES: readonly Sketch[] = [
  {
    partner: "uniser",
    by: ANNA,
    level: "in-place",
    evidence: "Written down in the handbook of the office; looked at every January.",
    standards: [...PARTS.principles, ...PARTS.management, ...PARTS.support],
    decided: { by: PAOLO, reason: "" },
  },
  {
    partner: "al",
    by: MIRELA,
    level: "in-place",
    evidence: "Rules of selection and the agreement with schools, in Albanian and English.",
    standards: ["selection", "preparation", "safety", "practical", "feedback", "inside"],
    decided: { by: ANNA, reason: "" },
  },
  {
    partner: "al",
    by: MIRELA,
    level: "in-place",
    evidence: "We ask companies by e-mail.",
    standards: ["host-relations"],
    decided: { by: ANNA, reason: "Please add when each company was last visited." },
  },
  {
    partner: "al",
    by: MIRELA,
    level: "in-place",
    evidence: "Two rooms and a kitchen for guests; the first group from Slovenia came in spring.",
    standards: ["help-during", "language"],
    decided: null,
  },
  {
    partner: "ba",
    by: SELMA,
    level: "begun",
    evidence: "A teacher of each school is named; the first meeting was in October.",
    standards: ["monitoring", "shared-decisions", "inclusion"],
    decided: null,
  },
];

/** What partners say of themselves, in the autumn before the next round. */
export async function buildGrowth(world: World): Promise<void> {
  world.clock.moveTo(atNine(world.days.today));
  const { withTx } = world.database;
  for (const sketch of SKETCHES) {
    const organisationId = world.partners.get(sketch.partner) ?? "";
    const { level, evidence, decided } = sketch;
    await withTx(world.actorOf(sketch.by), async (tx) => {
      for (const standard of sketch.standards) {
        const typed = { level, evidence, link: "" };
        must("standard", await sayStandard(tx, { organisationId, standard }, typed));
      }
    });
    if (!decided) continue;
    await withTx(world.actorOf(decided.by), async (tx) => {
      const rows = await tx.db
        .selectFrom("growth_answers")
        .where("organisation_id", "=", organisationId)
        .where("standard", "in", [...sketch.standards])
        .where("superseded_at", "is", null)
        .select("id")
        .execute();
      const action = decided.reason === "" ? "confirm" : "return";
      const ids = rows.map(({ id }) => id);
      must("decision", await decideAnswers(tx, organisationId, ids, { ...decided, action }));
    });
  }
}
