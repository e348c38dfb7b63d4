import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { StaffRoute, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { listOrganisations } from "../../stages/organisations/read-organisations.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { readStory } from "../../stages/stories/read-stories.ts";
import { can } from "../../stages/stories/story.policy.ts";
import { nextStory } from "../../stages/stories/story.rules.ts";
import { FEWEST_WORDS, MOST_WORDS, PROMPTS, type Story } from "../../stages/stories/story.ts";
import { changeStory, type TypedStory, writeStory } from "../../stages/stories/write-story.ts";
import {
  backLink,
  button,
  checkboxes,
  form,
  type Html,
  html,
  input,
  problemSummary,
  select,
  textarea,
} from "../../ui/index.ts";
import { pictureField } from "../../ui/story/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { languageItems } from "./parts.ts";
import { storyPaths } from "./story-paths.ts";

/** As much as a telephone's picture, and the form around it. */
const LIMIT = 16 * 1024 * 1024;

const FIELDS = [
  "reference",
  "sendingCountry",
  "organisationId",
  "trade",
  "city",
  "country",
  "shownName",
  "language",
  "alt",
  ...PROMPTS,
] as const;
type Field = (typeof FIELDS)[number];

const labelOf = (words: Words, name: Field | "picture"): string =>
  words.t(
    PROMPTS.some((each) => each === name)
      ? (`story.prompt-${name}` as "story.prompt-did")
      : (`story.${LABELS[name] ?? name}` as "story.alt"),
  );
const LABELS: Readonly<Record<string, string>> = {
  sendingCountry: "from-country",
  organisationId: "filter-school",
  shownName: "shown-name",
};

function valuesOf(visit: StaffVisit, story: Story | null): Readonly<Record<Field, string>> {
  const { form: sent, locale } = visit;
  if (sent.has("shownName")) {
    return Object.fromEntries(FIELDS.map((name) => [name, sent.text(name)])) as Record<
      Field,
      string
    >;
  }
  const [did, surprised, tell] = story?.parts ?? ["", "", ""];
  return {
    reference: story?.mobilityReference ?? "",
    sendingCountry: story?.sendingCountry ?? "",
    organisationId: story?.organisationId ?? "",
    trade: story?.trade ?? "",
    city: story?.city ?? "",
    country: story?.country ?? "",
    shownName: story?.shownName ?? "",
    language: story?.language ?? locale,
    alt: story?.picture?.alt ?? "",
    did,
    surprised,
    tell,
  };
}

async function formPage(
  visit: StaffVisit,
  story: Story | null,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const values = valuesOf(visit, story);
  const countries = (await readScheme(visit.tx))?.countries.map(({ country }) => country) ?? [];
  const schools = (await listOrganisations(visit.tx)).filter(({ roles }) =>
    roles.some((role) => role === "school" || role === "sending"),
  );
  const back = story ? storyPaths.story(slug, story.id) : storyPaths.list(slug);
  const title = t(story ? "story.change" : "story.write");
  const base = (name: Field) => ({ words, problems, name, label: labelOf(words, name) });
  const box = (name: Field, hint?: string) =>
    input({
      ...base(name),
      value: values[name],
      spellcheck: false,
      ...(hint ? { hint } : {}),
    });
  const choice = (name: Field, items: readonly { value: string; text: string }[]) =>
    select({
      ...base(name),
      value: values[name],
      items: [{ value: "", text: t("site.choose") }, ...items],
    });
  const named = (kind: "country" | "trade", codes?: readonly string[]) => {
    const names = words.names(kind);
    return words.inOrder(
      (codes ?? Object.keys(names)).map((value) => ({ value, text: names[value] ?? value })),
      ({ text }) => text,
    );
  };
  const labels = Object.fromEntries(
    [...FIELDS, "picture" as const].map((name) => [name, labelOf(words, name)]),
  );
  return consoleShell(visit, {
    title,
    section: "stories",
    error: problems.length > 0,
    before: backLink({ words, href: back }),
    body: html`${problemSummary(words, problems, {}, labels)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t(story ? "story.change-about" : "story.write-about")}</p>
${form(
  {
    action: story ? storyPaths.words(slug, story.id) : storyPaths.fresh(slug),
    key: newId(),
    multipart: true,
    classes: "app-text",
  },
  story?.mobilityReference
    ? html`<p class="govuk-body">${t("story.reference")}: ${story.mobilityReference}</p>`
    : html`${story === null && box("reference", t("story.reference-hint"))}${choice("sendingCountry", named("country", countries))}${choice(
        "organisationId",
        schools.map(({ id, name, city }) => ({ value: id, text: `${name}, ${city}` })),
      )}${choice("country", named("country"))}${box("city")}${checkboxes({
        words,
        name: "isMinor",
        values: (
          visit.form.has("shownName")
            ? visit.form.text("isMinor") === "yes"
            : story?.guardianNeeded
        )
          ? ["yes"]
          : [],
        items: [{ value: "yes", text: t("story.is-minor") }],
      })}`,
  choice("trade", named("trade")),
  box("shownName", t("story.shown-name-office")),
  select({ ...base("language"), value: values.language, items: languageItems }),
  html`<p class="govuk-body">${t("story.words-hint", { min: FEWEST_WORDS, max: MOST_WORDS })}</p>`,
  ...PROMPTS.map((name) => textarea({ ...base(name), value: values[name], rows: 6 })),
  pictureField(words, { problems, hasOne: !!story?.picture }),
  box("alt", t("story.alt-hint")),
  button({ text: t("site.save"), preventDoubleClick: true }),
)}`,
  });
}

function typed({ form: sent }: StaffVisit): TypedStory {
  const bytes = sent.file("picture")?.bytes;
  return {
    reference: sent.text("reference"),
    sendingCountry: sent.text("sendingCountry"),
    organisationId: sent.text("organisationId"),
    trade: sent.text("trade"),
    city: sent.text("city"),
    country: sent.text("country"),
    shownName: sent.text("shownName"),
    language: sent.text("language"),
    parts: [sent.text("did"), sent.text("surprised"), sent.text("tell")],
    isMinor: sent.text("isMinor") === "yes",
    picture: {
      // A browser sends an empty file where none was chosen.
      bytes: bytes && bytes.length > 0 ? bytes : null,
      alt: sent.text("alt"),
      remove: sent.text("remove") === "yes",
    },
  };
}

async function write(visit: StaffVisit): Promise<Answer> {
  const done = await writeStory(visit.tx, typed(visit));
  if (done.ok) return redirect(storyPaths.story(visit.tx.actor.scheme.slug, done.value));
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await formPage(visit, null, done.problems));
}

async function change(visit: StaffVisit): Promise<Answer> {
  const story = await readStory(visit.tx, visit.params.storyId ?? "");
  if (!story) return nothingHere;
  const done = await changeStory(visit.tx, story.id, typed(visit));
  if (done.ok) return redirect(storyPaths.story(visit.tx.actor.scheme.slug, story.id));
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await formPage(visit, story, done.problems));
}

const at = { access: "staff", allow: can.workOnStories } as const;
export const routes: StaffRoute[] = [
  {
    ...at,
    method: "GET",
    path: storyPaths.fresh(":scheme"),
    answer: async (visit) => page(await formPage(visit, null)),
  },
  { ...at, method: "POST", path: storyPaths.fresh(":scheme"), limit: LIMIT, answer: write },
  {
    ...at,
    method: "GET",
    path: storyPaths.words(":scheme", ":storyId"),
    answer: async (visit) => {
      const story = await readStory(visit.tx, visit.params.storyId ?? "");
      if (!story || !can.workOnStory(visit.tx.actor, story.sendingCountry)) return nothingHere;
      return nextStory(story.state, "write").ok
        ? page(await formPage(visit, story))
        : redirect(storyPaths.story(visit.tx.actor.scheme.slug, story.id));
    },
  },
  {
    ...at,
    method: "POST",
    path: storyPaths.words(":scheme", ":storyId"),
    limit: LIMIT,
    answer: change,
  },
];
