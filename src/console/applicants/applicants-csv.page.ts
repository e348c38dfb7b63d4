import { CSV_TYPE, type CsvCell, toCsv } from "../../platform/files/csv.ts";
import type { MessageKey } from "../../platform/i18n/index.ts";
import { file } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { exportApplicants } from "../../stages/applications/list-applicants.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";
import { queryOf } from "./filter.ts";

/** The list as filtered, whole, with the columns an import takes back. */
export const routes: Route[] = [
  {
    method: "GET",
    path: paths.applicantsCsv(":scheme"),
    access: "staff",
    allow: can.exportApplicants,
    answer: async (visit) => {
      const words = wordsOf(visit);
      const rows = await exportApplicants(visit.tx, queryOf(visit));
      const criteria = [...new Set(rows.flatMap((row) => Object.keys(row.pointsByCriterion)))];
      const head = (name: string) => words.t(`applicants.${name}` as MessageKey);
      const header: CsvCell[] = [
        head("family-name"),
        head("given-names"),
        head("birth-date"),
        head("gender"),
        head("email"),
        head("phone"),
        head("country"),
        head("school"),
        head("trade"),
        head("language"),
        head("call"),
        head("standing"),
        head("points"),
        ...criteria,
        head("wishes"),
        head("submitted"),
      ];
      const body = rows.map((row): CsvCell[] => [
        row.familyName,
        row.givenNames,
        row.birthDate,
        row.gender && words.t(`applicants.gender-${row.gender}` as MessageKey),
        row.email,
        row.phone,
        row.country,
        row.school,
        row.trade,
        row.locale,
        row.callNumber,
        words.t(`applicants.standing-${row.standing}` as MessageKey),
        row.points,
        ...criteria.map((criterion) => row.pointsByCriterion[criterion] ?? ""),
        row.wishes.join(" "),
        row.submittedAt.toISOString(),
      ]);
      return file({ name: "applicants.csv", type: CSV_TYPE, body: toCsv([header, ...body]) });
    },
  },
];
