import type { CsvCell } from "../../platform/files/csv.ts";
import { toWorkbookOf, XLSX_TYPE } from "../../platform/files/workbook.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, file, nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import { type Pack, readPack } from "../../stages/preparation/read-pack.ts";
import { backLink, html, table } from "../../ui/index.ts";
import { sheetPage } from "../../ui/layout/sheet-page.ts";
import { wordsOf } from "../shell.ts";
import { coverWords } from "./insurance-parts.ts";
import { momentWords } from "./journeys-part.ts";
import { preparationPaths } from "./preparation-paths.ts";

type PackSheet = { readonly name: string; readonly rows: readonly (readonly CsvCell[])[] };

const nameOf = (one: Pack["group"]["people"][number]): string =>
  `${one.familyName}, ${one.givenNames}`;

/**
 * Flights and passports, rooms, whom to call, food: a sheet each, so that each can be handed on alone.
 * What is dangerous to somebody is said on the printed page alone: a file is sent on and stays.
 */
function sheetsOf(
  words: Words,
  { group, journeys, policies, numbers, food }: Pack,
  as: "print" | "file",
): PackSheet[] {
  const { t } = words;
  const { people, adults } = group;
  const legsOf = (id: string | null) =>
    journeys
      .find((one) => one.id === id)
      ?.legs.map(
        (leg) => `${leg.carrier} ${leg.number} ${leg.fromPlace} ${momentWords(words, leg.departs)}`,
      )
      .join("; ") ?? "";
  const insuredNames = (ids: readonly string[]) =>
    words.list(people.filter((one) => ids.includes(one.mobilityId)).map(nameOf));
  const eats = people.filter(({ mobilityId }) => {
    const of = food.get(mobilityId);
    return of !== undefined && (of.diet !== "" || (as === "print" && of.allergies !== ""));
  });
  return [
    {
      name: t("boards.sheet-travel"),
      rows: [
        [
          t("stays.person"),
          t("boards.born"),
          t("travel.nationality"),
          t("travel.number"),
          t("travel.expires"),
          t("boards.there"),
          t("boards.home"),
        ],
        ...people.map((one) => [
          nameOf(one),
          one.birthDate,
          one.nationality ? words.country(one.nationality) : "",
          numbers.get(one.mobilityId) ?? "",
          one.expires ?? "",
          legsOf(one.there),
          legsOf(one.home),
        ]),
      ],
    },
    {
      name: t("boards.sheet-rooms"),
      rows: [
        [
          t("boards.room"),
          t("stays.person"),
          t("stays.starts"),
          t("stays.ends"),
          t("stays.company"),
        ],
        ...[...people]
          .sort((a, b) => ((a.room ?? "~") < (b.room ?? "~") ? -1 : 1))
          .map((one) => [one.room ?? "", nameOf(one), one.starts, one.ends, one.company ?? ""]),
      ],
    },
    {
      name: t("boards.sheet-contacts"),
      rows: [
        [t("stays.person"), t("boards.contact"), t("boards.adult-phone")],
        ...adults.map((one) => [t(`boards.role-${one.role}`), one.name, one.phone]),
        ...policies.map((one) => [
          `${t("insurance.title")}: ${coverWords(words, one)}`,
          `${one.insurer}, ${one.number}${one.everybody ? "" : ` (${insuredNames(one.mobilityIds)})`}`,
          one.phone,
        ]),
        ...people.map((one) => [
          nameOf(one),
          [one.guardians, one.school].filter(Boolean).join("; "),
          one.schoolPhone ?? "",
        ]),
      ],
    },
    {
      name: t("boards.sheet-food"),
      rows: [
        [
          t("stays.person"),
          t("tasks.card-diet"),
          ...(as === "print" ? [t("tasks.card-allergies")] : []),
        ],
        ...eats.map((one) => {
          const of = food.get(one.mobilityId);
          return [nameOf(one), of?.diet ?? "", ...(as === "print" ? [of?.allergies ?? ""] : [])];
        }),
      ],
    },
  ];
}

async function open(visit: StaffVisit): Promise<Answer> {
  const read = await readPack(visit.tx, visit.params.flowId ?? "");
  if (!read.ok) return nothingHere;
  const words = wordsOf(visit);
  const { t } = words;
  const { flow } = read.value.group;
  const as = visit.form.text("as") === "print" ? "print" : "file";
  const sheets = sheetsOf(words, read.value, as);
  if (as === "file") {
    const body = await toWorkbookOf(sheets);
    return file({ name: `${flow.code.toLowerCase()}-pack.xlsx`, type: XLSX_TYPE, body });
  }
  return page(
    sheetPage({
      words,
      title: t("boards.group-of", { flow: flow.code, city: flow.city }),
      surface: "console",
      back: backLink({
        words,
        href: preparationPaths.group(visit.tx.actor.scheme.slug, flow.id),
      }),
      say: t("boards.pack-recorded"),
      sheets: sheets.map(
        ({ name, rows }) =>
          html`<section class="app-sheet"><h2 class="govuk-heading-m">${flow.code}, ${flow.city}: ${name}</h2>${table(
            {
              words,
              caption: name,
              captionClasses: "govuk-visually-hidden",
              head: (rows[0] ?? []).map(String),
              rows: rows.slice(1).map((row) => row.map((cell) => String(cell ?? ""))),
            },
          )}</section>`,
      ),
    }),
  );
}

export const routes: Route[] = [
  {
    method: "POST",
    access: "staff",
    purpose: "care",
    allow: (actor) => can.readCard(actor),
    // Opening it twice is written down twice; there is nothing to protect from doubling.
    repeatable: true,
    path: preparationPaths.pack(":scheme", ":flowId"),
    answer: open,
  },
];
