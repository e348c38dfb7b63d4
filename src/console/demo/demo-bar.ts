import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { details, empty, demoBar as frame, type Html, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { type Demo, type DemoLearner, type DemoScheme, SEAT_ROLES, type Seat } from "./demo.ts";

type Page = { readonly words: Words; readonly path: string; readonly token: string };

/** What stands above every page of the demo: everything is invented, change seats, codes to try. */
export function demoAbove(demo: Demo): (page: Page) => Promise<Html> {
  return async ({ words, path, token }) => {
    const [, first = "", second = ""] = path.split("/");
    const named = first === "sign-in" || !second ? null : await demo.scheme(second);
    const scheme = named ?? (await demo.first());
    if (!scheme) return empty;
    const user = first === "console" && token ? await demo.userOf(token) : null;
    return barOf(scheme, { words, path, user });
  };
}

function barOf(
  { slug, seats, learners, company }: DemoScheme,
  { words, path, user }: { words: Words; path: string; user: string | null },
): Html {
  const place = `/${words.locale}/${slug}/place`;
  const staff = SEAT_ROLES.flatMap((role) => {
    const seat = seats.find((one) => one.role === role);
    if (!seat || !(seat.ready || seat.userId === user)) return [];
    return {
      text: roleOf(words, seat),
      name: seat.name,
      href: paths.demo(slug, role),
      action: paths.demo(slug, role),
      to: path,
      current: seat.userId === user,
    };
  });
  const learner =
    learners.length === 0
      ? []
      : [{ text: words.t("demo.role-learner"), href: place, current: path.startsWith(place) }];
  // A company has no account either: its door is the letter.
  const host =
    company === null
      ? []
      : [{ text: words.t("demo.role-company"), href: company, current: path.startsWith("/host/") }];
  return frame({
    words,
    choices: [...staff, ...learner, ...host],
    more:
      learners.length === 0
        ? undefined
        : details({ summary: words.t("demo.learners"), text: learnerTable(words, learners) }),
  });
}

function roleOf(words: Words, seat: Seat): string {
  const role = words.t(`console.role-${seat.role}` as MessageKey);
  return seat.country
    ? words.t("console.role-in-country", { role, country: words.country(seat.country) })
    : role;
}

/** "Country partner, Albania: Mirela Lleshi" */
export const seatName = (words: Words, seat: Seat): string =>
  words.t("demo.seat", { role: roleOf(words, seat), name: seat.name });

export function learnerTable(words: Words, learners: readonly DemoLearner[]): Html {
  const outcomes = learners.some((learner) => learner.outcome);
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    head: [
      words.t("demo.name"),
      words.t("demo.code"),
      words.t("demo.birth-date"),
      ...(outcomes ? [words.t("demo.result")] : []),
    ],
    rows: learners.map((learner) => [
      learner.name,
      learner.code,
      words.shortDay(learner.birthDate),
      ...(outcomes ? [learner.outcome?.(words) ?? ""] : []),
    ]),
  });
}
