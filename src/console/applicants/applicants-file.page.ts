import type { CsvCell } from "../../platform/files/csv.ts";
import type { MessageKey } from "../../platform/i18n/index.ts";
import type { Route } from "../../platform/web/route.ts";
import type { ExportedApplicant } from "../../stages/applications/applicant-list.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { exportApplicants } from "../../stages/applications/list-applicants.ts";
import { applicantMarks } from "../../stages/imports/applicant-changes.kind.ts";
import { ID_COLUMN, MARKS_COLUMN } from "../../stages/imports/round-trip.rules.ts";
import { writtenBy } from "../entries/boxes.ts";
import { listFiles } from "../list-files.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";
import { queryOf, withEligible } from "./filter.ts";

/**
 * The list as filtered, whole, with the columns an import takes back. The workbook also carries
 * whose row each is and how it was, so that it can be edited and brought back as changes.
 */
export const routes: Route[] = listFiles({
  path: paths.applicantsCsv(":scheme"),
  allow: can.exportApplicants,
  async list(visit) {
    const words = wordsOf(visit);
    const rows = await exportApplicants(visit.tx, await withEligible(visit, queryOf(visit)));
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
      words.t("entries.by"),
      words.t("entries.corrected"),
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
      writtenBy(words, row.enteredBy, row.submittedAt),
      row.correctedBy && writtenBy(words, row.correctedBy, row.correctedAt ?? undefined),
    ]);
    return {
      name: "applicants",
      title: words.t("applicants.title"),
      rows: [header, ...body],
      hidden: [[ID_COLUMN, MARKS_COLUMN], ...rows.map(hiddenOf)],
    };
  },
});

const hiddenOf = (row: ExportedApplicant): string[] => [
  row.applicationId,
  applicantMarks({ ...row, points: row.pointsByCriterion, person: row }),
];
