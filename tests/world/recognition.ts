import { sql } from "kysely";
import type { Tx } from "../../src/platform/db/index.ts";
import { addDays, type Day } from "../../src/shared/day.ts";
import { keepStaffLink } from "../../src/stages/applications/keep-staff-link.ts";
import { publishResource } from "../../src/stages/library/review-resource.ts";
import { askReflection } from "../../src/stages/recognition/ask-reflection.ts";
import { issueCertificate } from "../../src/stages/recognition/issue-certificate.ts";
import { offerReflection } from "../../src/stages/recognition/offer-reflection.ts";
import { sendReflection } from "../../src/stages/recognition/send-reflection.ts";
import type { World } from "./build.ts";
import type { LineCode } from "./consortium.ts";
import { atNine } from "./days.ts";
import { must } from "./must.ts";

type Told = {
  readonly line: LineCode;
  readonly from: string;
  readonly post: string;
  /** Absent: nobody asked; null: asked, and the answer has not come. */
  readonly answers?: {
    readonly locale: string;
    readonly seen: string;
    readonly changes: string;
    readonly advice: string;
    /** How far it went: kept by the office, ticked, handed to the library, read by all. */
    readonly goes: "no" | "ticked" | "in-review" | "published";
  } | null;
  readonly certified: boolean;
};

/** Invented members of staff who are home, each further on than the last. */
const TOLD: readonly Told[] = [
  {
    line: "job-shadowing",
    from: "AL",
    post: "Head of practical training",
    answers: {
      locale: "sq",
      seen: "Nxënësi, mësuesi dhe mentori i kompanisë ulen bashkë çdo dy javë për njëzet minuta. Secili sjell një gjë që shkon mirë dhe një që nuk shkon. Askush nuk flet për notën.",
      changes:
        "Nga tetori e provojmë me klasën e hotelerisë: takim çdo tre javë, me telefon kur kompania është larg. Në dhjetor i tregoj këshillit të shkollës çfarë doli.",
      advice:
        "Kërko të shohësh fletën e takimit para se të nisesh, dhe merr me vete tri pyetje për mentorin. Dita e dytë është më e mira për të pyetur.",
      goes: "published",
    },
    certified: true,
  },
  {
    line: "job-shadowing",
    from: "RS",
    post: "Наставник електротехнике",
    answers: {
      locale: "sr-Cyrl",
      seen: "Радионица се резервише као соба у хотелу: ко, када, која машина, шта је покварено. Поправка не чека крај школске године.",
      changes:
        "Од пролећа водимо исту свеску за две машине. Ако се покаже да мање стоје, тражићемо исто за целу радионицу.",
      advice:
        "Понесите слике своје радионице. Разговор крене тек када обе стране виде шта имају на столу.",
      goes: "in-review",
    },
    certified: true,
  },
  {
    line: "job-shadowing",
    from: "BA",
    post: "Nastavnica ugostiteljstva",
    answers: {
      locale: "bs",
      seen: "Mentor u kuhinji prošao je kurs od tri dana prije nego što je dobio prvog učenika. Zna šta smije tražiti i kako se kaže da nešto nije dobro.",
      changes:
        "U oktobru pozivamo četiri restorana na jedno poslijepodne: šta mentor treba znati, na jednoj stranici.",
      advice: "Pitajte ko plaća mentorov sat. Odgovor objašnjava pola sistema.",
      goes: "ticked",
    },
    certified: true,
  },
  {
    line: "job-shadowing",
    from: "MK",
    post: "Наставник по автомеханика",
    answers: {
      locale: "mk",
      seen: "Отсуствата се гледаат истиот ден до десет часот, и некој се јавува дома. Не за казна, туку за прашање.",
      changes: "Го пробуваме тоа во прва година од ноември, со еден наставник на смена.",
      advice: "Земете два дена за училиштето и еден за фирмата, не обратно.",
      goes: "no",
    },
    certified: false,
  },
  { line: "job-shadowing", from: "XK", post: "Drejtoreshë", answers: null, certified: true },
  { line: "job-shadowing", from: "ME", post: "Nastavnik poljoprivrede", certified: true },
  {
    line: "thematic-teams",
    from: "AL",
    post: "Teacher of English",
    answers: null,
    certified: true,
  },
  {
    line: "teaching-assignments",
    from: "IT",
    post: "Trainer for mobility projects",
    answers: {
      locale: "en",
      seen: "The school had prepared twenty questions from its parents. We had brought slides, and left them in the bag.",
      changes: "The next lesson abroad begins with the hosts' questions, sent a week before.",
      advice: "Ask for a room with tables that move. Plan an hour less than you think.",
      goes: "ticked",
    },
    certified: true,
  },
];

/** What came of stays of staff: posts, answers in five languages, one in the library, certificates. */
export async function buildRecognition(world: World): Promise<void> {
  const anna = world.actorOf("anna@uniser.example");
  const { clock, database, days, publicUrl } = world;
  const act = <T>(at: Day, work: (tx: Tx) => Promise<T>): Promise<T> => {
    clock.moveTo(atNine(at));
    return database.withTx(anna, work);
  };
  for (const [at, told] of TOLD.entries()) {
    const stay = await act(addDays(days.today, -10), (tx) => newestOf(tx, told));
    await act(addDays(days.today, -10), (tx) =>
      must(
        "a post",
        keepStaffLink(tx, stay.personId, {
          organisationId: stay.organisationId,
          employment: at % 3 === 1 ? "fixed-term" : "permanent",
          post: told.post,
          since: addDays(days.today, -1500 - at * 200),
          until: null,
          paper: `Contract no. ${17 + at * 4}/2021, personnel file`,
        }),
      ),
    );
    const { answers } = told;
    if (answers !== undefined) {
      const secret = await act(addDays(days.today, -9), (tx) =>
        must("the question", askReflection(tx, stay.id, publicUrl)),
      );
      if (answers) {
        clock.moveTo(atNine(addDays(days.today, -7 + (at % 3))));
        await database.withTx({ kind: "anonymous", schemeId: world.schemeId }, (tx) =>
          must("answers", sendReflection(tx, secret, { ...answers, share: answers.goes !== "no" })),
        );
      }
    }
    const goes = answers?.goes;
    if (goes === "in-review" || goes === "published") {
      const id = await act(addDays(days.today, -3), (tx) =>
        must("for the library", offerReflection(tx, stay.id)),
      );
      if (goes === "published") {
        await act(addDays(days.today, -2), (tx) => must("in the library", publishResource(tx, id)));
      }
    }
    // The seal is set by the job that sets every seal, when the program runs.
    if (told.certified) {
      await act(addDays(days.today, -2), (tx) =>
        must("a certificate", issueCertificate(tx, stay.id, publicUrl)),
      );
    }
  }
}

async function newestOf(
  tx: Tx,
  { line, from }: Told,
): Promise<{ id: string; personId: string; organisationId: string }> {
  const { rows } = await sql<{ id: string; personId: string; organisationId: string }>`
    select m.id, m.person_id as "personId", m.sending_organisation_id as "organisationId"
    from mobilities m join activity_lines l on l.id = m.line_id
    where l.code = ${line} and m.sending_country = ${from} and m.state = 'finished'
    order by m.ends desc, m.id limit 1`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Error(`nobody of ${line} from ${from} is home`);
  return row;
}
