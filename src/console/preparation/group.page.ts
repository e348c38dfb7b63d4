import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import {
  bookJourney,
  cancelJourney,
  readJourneysOf,
} from "../../stages/preparation/book-journey.ts";
import { giveBeds, readRooms } from "../../stages/preparation/give-beds.ts";
import { giveBack, handOver } from "../../stages/preparation/hand-over.ts";
import {
  addAdult,
  choosable,
  readGroup,
  removeAdult,
  seeCertificate,
  setMinorsPerAdult,
} from "../../stages/preparation/keep-group.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import { readReplacements } from "../../stages/preparation/read-replacements.ts";
import {
  breadcrumbs,
  type Html,
  html,
  insetText,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { sentBoxes, typedDay, withBoxes } from "../travel/boxes.ts";
import { adultsPart } from "./adults-part.ts";
import { bedsPart } from "./beds-part.ts";
import { journeysPart, sentLegs } from "./journeys-part.ts";
import { packPart } from "./pack-part.ts";
import { peoplePart } from "./people-part.ts";
import { preparationPaths } from "./preparation-paths.ts";
import { replacePart } from "./replace-part.ts";

const flowOf = (visit: StaffVisit): string => visit.params.flowId ?? "";

/** One flow as a group: who travels, which adults, how they get there and home, where they sleep. */
async function show(
  visit: StaffVisit,
  problems: readonly Problem[] = [],
): Promise<Html | undefined> {
  const group = await readGroup(visit.tx, flowOf(visit));
  if (!group) return undefined;
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { flow } = group;
  const works = can.workFor(visit.tx.actor, flow.sendingCountry);
  const journeys = await readJourneysOf(visit.tx, group);
  const rooms = await readRooms(visit.tx, group);
  const found = await readReplacements(visit.tx, group);
  const warned = Number(visit.query.get("warned") ?? 0);
  const title = t("boards.group-of", { flow: flow.code, city: flow.city });
  return consoleShell(visit, {
    title,
    section: "flows",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [
        { text: t("flows.title"), href: paths.flows(slug) },
        { text: flow.code, href: paths.flow(slug, flow.id) },
        { text: t("boards.group") },
      ],
    }),
    body: html`${problemSummary(
      words,
      problems,
      {
        validUntil: "validUntil-day",
        birthDate: "birthDate-day",
        people: visit.form.has("room") ? "bed-people" : "journey-people",
        to: `to-${visit.params.mobilityId}`,
        parts: `parts-${visit.params.mobilityId}`,
      },
      {
        people: t("boards.people"),
        direction: t("boards.direction"),
        room: t("boards.room"),
        to: t("boards.handover-to"),
        ...(visit.form.has("parts") ? {} : { parts: t("boards.handover-what") }),
      },
    )}${
      visit.query.has("done") &&
      notificationBanner({ words, type: "success", text: t("stays.moved") })
    }${warned > 0 && insetText({ text: t("boards.warned", { count: warned }) })}<h1 class="govuk-heading-l">${title} <span class="govuk-caption-m">${words.days(flow.starts, flow.ends)}</span></h1>
${peoplePart(words, slug, group, journeys)}
${replacePart({ visit, words, group, found, works, problems })}
${adultsPart(visit, words, group, await choosable(visit.tx, group), works, problems)}
<p class="govuk-body"><a class="govuk-link" href="${preparationPaths.insurance(slug, flow.id)}">${t("insurance.link")}</a></p>
${journeysPart(visit, words, group, journeys, works, problems)}
${bedsPart(visit, words, group, rooms, works, problems)}
${packPart(visit, words, group)}`,
  });
}

async function answered<T>(visit: StaffVisit, done: Result<T>, more = ""): Promise<Answer> {
  if (done.ok) {
    const { slug } = visit.tx.actor.scheme;
    return redirect(`${preparationPaths.group(slug, flowOf(visit))}?done${more}`);
  }
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  const shown = await show(visit, done.problems);
  return shown ? refusedPage(shown) : nothingHere;
}

async function certificate(visit: StaffVisit): Promise<Answer> {
  const until = typedDay(sentBoxes(visit, "validUntil"), "validUntil");
  const { adultId = "" } = visit.params;
  const done = await seeCertificate(visit.tx, flowOf(visit), adultId, until.text);
  return answered(visit, done.ok ? done : { ...done, problems: withBoxes(done.problems, [until]) });
}

async function journey(visit: StaffVisit): Promise<Answer> {
  const { form, tx } = visit;
  const done = await bookJourney(tx, flowOf(visit), {
    direction: form.text("direction"),
    reference: form.text("reference"),
    metBy: form.text("metBy"),
    legs: sentLegs(form),
    mobilityIds: form.all("people"),
  });
  return answered(
    visit,
    done,
    done.ok && done.value.warned > 0 ? `&warned=${done.value.warned}` : "",
  );
}

const beds = async (visit: StaffVisit): Promise<Answer> =>
  answered(
    visit,
    await giveBeds(visit.tx, flowOf(visit), {
      room: visit.form.text("room"),
      mobilityIds: visit.form.all("people"),
    }),
  );

async function handover(visit: StaffVisit): Promise<Answer> {
  const { form, tx, site } = visit;
  const { mobilityId = "" } = visit.params;
  if (form.text("act") === "give-back") {
    return answered(visit, await giveBack(tx, flowOf(visit), mobilityId, site.publicUrl));
  }
  const typed = { to: form.text("to"), parts: form.all("parts"), publicUrl: site.publicUrl };
  const done = await handOver(tx, flowOf(visit), mobilityId, typed);
  return answered(visit, done, done.ok && done.value.warned ? "&warned=1" : "");
}

const ratio = async (visit: StaffVisit): Promise<Answer> =>
  answered(visit, await setMinorsPerAdult(visit.tx, visit.form.text("minorsPerAdult")));

const posted = (
  path: string,
  answer: (visit: StaffVisit) => Promise<Answer>,
  allow: (actor: StaffVisit["tx"]["actor"]) => boolean = can.work,
): Route => ({ method: "POST", access: "staff", allow, path, answer });

const ADULT = [":scheme", ":flowId", ":adultId"] as const;

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.see,
    path: preparationPaths.group(":scheme", ":flowId"),
    answer: async (visit) => {
      const shown = await show(visit);
      return shown ? page(shown) : nothingHere;
    },
  },
  posted(preparationPaths.adults(":scheme", ":flowId"), async (visit) => {
    const { form } = visit;
    const typed = {
      adultId: form.text("adultId"),
      name: form.text("name"),
      phone: form.text("phone"),
      organisation: form.text("organisation"),
      email: form.text("email"),
      role: form.text("role"),
    };
    const birthDate = typedDay(sentBoxes(visit, "birthDate"), "birthDate");
    const born = { ...typed, birthDate: birthDate.text };
    const done = await addAdult(visit.tx, flowOf(visit), born);
    return answered(
      visit,
      done.ok ? done : { ...done, problems: withBoxes(done.problems, [birthDate]) },
    );
  }),
  posted(preparationPaths.certificate(...ADULT), certificate),
  posted(preparationPaths.adultRemoval(...ADULT), async (visit) =>
    answered(visit, await removeAdult(visit.tx, flowOf(visit), visit.params.adultId ?? "")),
  ),
  posted(preparationPaths.journeys(":scheme", ":flowId"), journey),
  posted(preparationPaths.journeyRemoval(":scheme", ":flowId", ":journeyId"), async (visit) =>
    answered(visit, await cancelJourney(visit.tx, flowOf(visit), visit.params.journeyId ?? "")),
  ),
  posted(preparationPaths.beds(":scheme", ":flowId"), beds),
  posted(preparationPaths.handover(":scheme", ":flowId", ":mobilityId"), handover),
  posted(preparationPaths.ratio(":scheme", ":flowId"), ratio, can.changeKinds),
];
