/**
 * Files that take longest begin first, so that no worker is left alone with one at the end. Vitest
 * knows that of files it has run before; on a fresh clone it goes by their size.
 */
import { BaseSequencer, type TestSpecification } from "vitest/node";

const LONGEST = [
  "tests/security/forms.test.ts",
  "tests/journeys/first-five-minutes.test.ts",
  "tests/journeys/first-five-minutes-otherwise.test.ts",
  "tests/security/routes.test.ts",
  "tests/journeys/every-page.test.ts",
  "tests/journeys/every-page-office-1.test.ts",
  "tests/journeys/every-page-office-2.test.ts",
  "tests/start/start.test.ts",
  "tests/journeys/apply.test.ts",
  "tests/kill/kill.test.ts",
  "tests/journeys/long-words.test.ts",
  "src/portal/public.test.ts",
  "src/allocation/stable/oracle.test.ts",
] as const;

const rankOf = ({ moduleId }: TestSpecification): number => {
  const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
  return at === -1 ? LONGEST.length : at;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // A project after the other, as Vitest runs them; sorting keeps the order of the rest.
    const projects = Map.groupBy(await super.sort(files), ({ project }) => project.name);
    return [...projects.values()].flatMap((all) => all.sort((a, b) => rankOf(a) - rankOf(b)));
  }
}
