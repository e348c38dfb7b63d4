import { WRITTEN, type WrittenLocale } from "../../platform/i18n/catalogues.ts";
import { localeFacts, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/library/resource.policy.ts";
import { READERS, type Reader, type ResourceKit } from "../../stages/library/resource.ts";
import {
  type KitText,
  listChoosable,
  listKits,
  readKit,
  removeKit,
  saveKit,
} from "../../stages/library/save-kit.ts";
import {
  backLink,
  button,
  checkboxes,
  details,
  form,
  type Html,
  html,
  input,
  problemSummary,
  select,
  textarea,
} from "../../ui/index.ts";
import { readersText } from "../../ui/library/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { libraryPaths } from "./library-paths.ts";

/** Beside those that are chosen; whoever needs more saves and opens the kit again. */
const SPARE = 4;

async function kitsPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const kits = [...(await listKits(visit.tx))].sort((a, b) =>
    words.compare(words.local(a.title), words.local(b.title)),
  );
  const keeps = can.keepKits(actor);
  return consoleShell(visit, {
    title: t("library.kits"),
    section: "library",
    before: backLink({ words, href: libraryPaths.library(slug), text: t("library.title") }),
    body: html`<h1 class="govuk-heading-l">${t("library.kits")}</h1>
<p class="govuk-body">${t("library.kits-lead")}</p>
${keeps && button({ text: t("library.kit-new"), href: libraryPaths.newKit(slug) })}
${kits.length === 0 && html`<p class="govuk-body">${t("library.kits-none")}</p>`}
${
  kits.length > 0 &&
  html`<ul class="govuk-list govuk-list--spaced">${kits.map(
    (kit) =>
      html`<li>${
        keeps
          ? html`<a class="govuk-link" href="${libraryPaths.kit(slug, kit.id)}">${words.local(kit.title)}</a>`
          : html`<strong>${words.local(kit.title)}</strong>`
      }<br>${t("library.kit-line", { count: kit.works.length, readers: readersText(words, kit.readers) })}</li>`,
  )}</ul>`
}`,
  });
}

type Shown = Pick<KitText, "title" | "about"> & {
  readonly readers: readonly string[];
  readonly works: readonly string[];
};

async function kitPage(
  visit: StaffVisit,
  kit: ResourceKit | null,
  shown: Shown,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const title = kit ? words.local(kit.title) : t("library.kit-new");
  const labels: Record<string, string> = {
    readers: t("library.field-readers"),
    works: t("library.kit-works"),
  };
  for (const locale of WRITTEN) {
    for (const part of ["title", "about"] as const) {
      labels[`${part}-${locale}`] = `${t(`library.kit-${part}`)}, ${localeFacts(locale).ownName}`;
    }
  }
  return consoleShell(visit, {
    title,
    section: "library",
    error: problems.length > 0,
    before: backLink({ words, href: libraryPaths.kits(slug), text: t("library.kits") }),
    body: html`${problemSummary(words, problems, { works: "works-1" }, labels)}<h1 class="govuk-heading-l">${title}</h1>
${form(
  {
    action: kit ? libraryPaths.kit(slug, kit.id) : libraryPaths.kits(slug),
    key: newId(),
    classes: "app-text",
  },
  texts(words, "en", shown, problems),
  details({
    summary: t("library.kit-languages"),
    open: problems.some(({ field }) => /^(title|about)-(?!en)/.test(field ?? "")),
    text: html`${WRITTEN.filter((locale) => locale !== "en").map((locale) => texts(words, locale, shown, problems))}`,
  }),
  checkboxes({
    words,
    problems,
    name: "readers",
    legend: { text: t("library.field-readers"), classes: "govuk-fieldset__legend--s" },
    values: shown.readers,
    items: READERS.map((value) => ({ value, text: t(`library.reader-${value}`) })),
  }),
  await workChoice(visit, words, shown, problems),
  button({ text: t("library.kit-save"), preventDoubleClick: true }),
)}
${
  kit &&
  details({
    summary: t("library.kit-remove"),
    text: form(
      { action: libraryPaths.kitRemoval(slug, kit.id), key: newId() },
      html`<p class="govuk-body">${t("library.kit-remove-body")}</p>`,
      button({ text: t("library.kit-remove"), kind: "warning" }),
    ),
  })
}`,
  });
}

function texts(
  words: Words,
  locale: WrittenLocale,
  shown: Shown,
  problems: readonly Problem[],
): Html {
  const { htmlLang, ownName } = localeFacts(locale);
  const of = { words, problems, attributes: { lang: htmlLang } };
  const label = (part: "title" | "about") => `${words.t(`library.kit-${part}`)}, ${ownName}`;
  return html`${input({ ...of, name: `title-${locale}`, label: label("title"), value: shown.title[locale] ?? "" })}${textarea(
    {
      ...of,
      name: `about-${locale}`,
      label: label("about"),
      value: shown.about[locale] ?? "",
      rows: 2,
    },
  )}`;
}

/** One box for each place in the order; an empty one is left out. */
async function workChoice(
  visit: StaffVisit,
  words: Words,
  shown: Shown,
  problems: readonly Problem[],
): Promise<Html> {
  const { t } = words;
  const items = (await listChoosable(visit.tx))
    .map(({ workId, titles }) => ({ value: workId, text: words.local(titles) }))
    .sort((a, b) => words.compare(a.text, b.text));
  const count = Math.min(shown.works.length + SPARE, 30);
  return html`<h2 class="govuk-heading-m">${t("library.kit-works")}</h2><p class="govuk-body">${t("library.kit-works-hint")}</p>${Array.from(
    { length: count },
    (_, at) =>
      select({
        words,
        name: "works",
        id: `works-${at + 1}`,
        label: t("library.kit-place", { number: at + 1 }),
        value: shown.works[at] ?? "",
        problems: at === 0 ? problems : [],
        items: [{ value: "", text: t("library.kit-nothing") }, ...items],
      }),
  )}`;
}

function typedKit(visit: StaffVisit): Shown {
  const { form: sent } = visit;
  const of = (part: "title" | "about") =>
    Object.fromEntries(WRITTEN.map((locale) => [locale, sent.text(`${part}-${locale}`)]));
  return {
    title: of("title"),
    about: of("about"),
    readers: sent.all("readers"),
    works: sent.all("works").filter((work) => work !== ""),
  };
}

async function save(visit: StaffVisit, kit: ResourceKit | null): Promise<Answer> {
  const shown = typedKit(visit);
  const saved = await saveKit(visit.tx, kit?.id ?? null, {
    ...shown,
    readers: shown.readers as readonly Reader[],
  });
  if (saved.ok) return redirect(libraryPaths.kits(visit.tx.actor.scheme.slug));
  if (saved.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await kitPage(visit, kit, shown, saved.problems));
}

const asked = (visit: StaffVisit) => readKit(visit.tx, visit.params.kitId ?? "");
const keeps = { access: "staff", allow: can.keepKits } as const;
export const routes: Route[] = [
  {
    method: "GET",
    path: libraryPaths.kits(":scheme"),
    access: "staff",
    allow: can.seeLibrary,
    answer: async (visit: StaffVisit) => page(await kitsPage(visit)),
  },
  {
    ...keeps,
    method: "GET",
    path: libraryPaths.newKit(":scheme"),
    answer: async (visit: StaffVisit) =>
      page(await kitPage(visit, null, { title: {}, about: {}, readers: [], works: [] })),
  },
  {
    ...keeps,
    method: "POST",
    path: libraryPaths.kits(":scheme"),
    answer: (visit: StaffVisit) => save(visit, null),
  },
  {
    ...keeps,
    method: "GET",
    path: libraryPaths.kit(":scheme", ":kitId"),
    answer: async (visit: StaffVisit) => {
      const kit = await asked(visit);
      return kit ? page(await kitPage(visit, kit, kit)) : nothingHere;
    },
  },
  {
    ...keeps,
    method: "POST",
    path: libraryPaths.kit(":scheme", ":kitId"),
    answer: async (visit: StaffVisit) => {
      const kit = await asked(visit);
      return kit ? save(visit, kit) : nothingHere;
    },
  },
  {
    ...keeps,
    method: "POST",
    path: libraryPaths.kitRemoval(":scheme", ":kitId"),
    answer: async (visit: StaffVisit) => {
      const done = await removeKit(visit.tx, visit.params.kitId ?? "");
      return done.ok ? redirect(libraryPaths.kits(visit.tx.actor.scheme.slug)) : nothingHere;
    },
  },
];
