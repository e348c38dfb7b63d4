import {
  type Answer,
  countedRefusal,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicRoute, PublicVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { dayText } from "../../shared/typed-day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { readFlow } from "../../stages/calls/read-flows.ts";
import {
  acceptRequest,
  acceptWithChange,
  asRequested,
  DAYS_MOVED,
  declineRequest,
  forwardRequest,
  type RequestVisit,
  readRequested,
  takeBackYes,
} from "../../stages/hosting/answer-request.ts";
import { type Html, html, problemSummary } from "../../ui/index.ts";
import { datesFile } from "./dates.ts";
import { framed, type HostRequestOf, hostWords } from "./frame.ts";
import {
  ANSWERS,
  type AnswerName,
  answerForm,
  DATES,
  mayTakeBack,
  outcome,
  over,
  type Part,
  question,
  titleOf,
  titleOfOutcome,
} from "./request-parts.ts";

type Opened = { readonly of: HostRequestOf; readonly host: RequestVisit; readonly part: Part };

async function opened(visit: PublicVisit): Promise<Opened | undefined> {
  const of = await hostWords(visit);
  const secret = visit.params.secret ?? "";
  const host = of && (await asRequested(visit.tx, secret));
  if (!of || !host) return undefined;
  const { request } = host;
  const people = await readRequested(host);
  const path = `/host/${visit.params.language}/${visit.params.scheme}/${secret}`;
  return { of, host, part: { ...of, request, people, path } };
}

/** Still to be answered: asked, in time, and for somebody. */
const isOpen = (visit: PublicVisit, { request, people }: Part): boolean =>
  request.state === "asked" &&
  people.length > 0 &&
  wallTimeOf(visit.tx.now).day <= request.answerBy;

async function show(
  visit: PublicVisit,
  { of, host, part }: Opened,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const { words } = of;
  const { request } = host;
  const open = isOpen(visit, part);
  // Of a yes nothing is left to tell when the learners are long home, or were all taken back.
  const settled =
    request.state !== "asked" &&
    request.state !== "kept" &&
    !(request.state === "accepted" && part.people.length === 0);
  const flow =
    request.state === "accepted" && request.flowId
      ? await readFlow(visit.tx, request.flowId)
      : null;
  const body = open
    ? html`${problemSummary(words, problems)}${question(part)}`
    : settled
      ? outcome(part, flow)
      : over(words, of.scheme);
  return framed(visit, of, {
    title: open ? titleOf(part) : settled ? titleOfOutcome(part) : words.t("host.over-title"),
    forWhom: words.t("host.for", { company: request.company }),
    body,
    problems: problems.length > 0,
  });
}

/** One of the other answers as a form of its own, so that the question itself stays one screen. */
function form(
  visit: PublicVisit,
  { of, part }: Opened,
  name: AnswerName,
  problems: readonly Problem[] = [],
): Html {
  return framed(visit, of, {
    title: of.words.t(`host.${name}`),
    forWhom: of.words.t("host.for", { company: part.request.company }),
    body: answerForm(part, name, (field) => visit.form.text(field), problems),
    problems: problems.length > 0,
  });
}

async function answer(visit: PublicVisit): Promise<Answer> {
  const found = await opened(visit);
  if (!found) return nothingHere;
  const name = visit.form.text("do");
  const done = await act(visit, found.host, name);
  if (!done) return nothingHere;
  if (done.ok) return redirect(found.part.path);
  const asForm = ANSWERS.find((each) => each === name);
  const overNow = done.problems.some((problem) => problem.code === "host-request-over");
  if (done.problems.some((problem) => problem.code === DAYS_MOVED)) {
    return countedRefusal(422, await show(visit, found, done.problems));
  }
  return refusedPage(
    asForm && !overNow
      ? form(visit, found, asForm, done.problems)
      : await show(visit, found, done.problems),
  );
}

function act(
  { form, site }: PublicVisit,
  host: RequestVisit,
  name: string,
): Promise<Result<unknown>> | null {
  const box = (field: string, part: string) => form.text(`${field}-${part}`);
  const typedDay = (field: string) =>
    dayText({ day: box(field, "day"), month: box(field, "month"), year: box(field, "year") });
  switch (name) {
    case "yes":
      return acceptRequest(host, site.publicUrl);
    case "change":
      return acceptWithChange(host, {
        places: form.text("places"),
        starts: typedDay("starts"),
        ends: typedDay("ends"),
        tasks: form.text("tasks"),
      });
    case "decline":
      return declineRequest(host, { reason: form.text("reason"), again: form.text("again") });
    case "other":
      return forwardRequest(
        host,
        { name: form.text("name"), email: form.text("email") },
        site.publicUrl,
      );
    case "back":
      return takeBackYes(host, form.text("because"), site.publicUrl);
    default:
      return null;
  }
}

const PATH = "/host/:language/:scheme/:secret";
export const routes: readonly PublicRoute[] = [
  {
    method: "GET",
    access: "public",
    path: PATH,
    answer: async (visit) => {
      const found = await opened(visit);
      return found ? page(await show(visit, found)) : nothingHere;
    },
  },
  // One address for reading and answering: it holds a secret, which nothing writes down.
  { method: "POST", access: "public", path: PATH, answer },
  {
    method: "GET",
    access: "public",
    path: `${PATH}/:answer`,
    answer: async (visit) => {
      const found = await opened(visit);
      if (found && visit.params.answer === DATES) return datesFile(visit, found.part);
      const name = ANSWERS.find((each) => each === visit.params.answer);
      if (!found || !name) return nothingHere;
      const fits = name === "back" ? mayTakeBack(found.part) : isOpen(visit, found.part);
      return page(fits ? form(visit, found, name) : await show(visit, found));
    },
  },
];
