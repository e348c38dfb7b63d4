import type { Readers, Reading, SchemeSettings } from "../../platform/db/actor.ts";
import { localeFacts, type MessageKey, type Words, wordsFor } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { changeReaders } from "../../stages/schemes/change-settings.ts";
import {
  BASE_MAPS,
  hasMaps,
  READERS,
  readingOf,
  TERRITORY_WORDINGS,
} from "../../stages/schemes/readers.rules.ts";
import { can } from "../../stages/schemes/scheme.policy.ts";
import { linesPicture } from "../../ui/charts/index.ts";
import {
  button,
  details,
  fieldset,
  form,
  type Html,
  html,
  notificationBanner,
  problemSummary,
  radios,
  select,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { WRITTEN } from "./names.ts";
import { settingsTabs } from "./tabs.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.readers(":scheme"),
    access: "staff",
    allow: can.changeSettings,
    answer: async (visit) => page(readersPage(visit, [])),
  },
  {
    method: "POST",
    path: paths.readers(":scheme"),
    access: "staff",
    allow: can.changeSettings,
    answer: async (visit) => {
      const done = await changeReaders(visit.tx, sentReaders(visit.form));
      if (!done.ok) return refusedPage(readersPage(visit, done.problems));
      return redirect(`${paths.readers(visit.tx.actor.scheme.slug)}?saved`);
    },
  },
];

const fieldOf = (prefix: string, what: "territory" | "map") => `${prefix}-${what}`;

/** What was sent under a prefix, as it came: the rules say whether it is a choice. */
function sentReading(sent: Form, prefix: string): Reading {
  const territory = sent.text(fieldOf(prefix, "territory"));
  const baseMap = sent.text(fieldOf(prefix, "map"));
  return {
    ...(territory === "" ? {} : { territory }),
    ...(baseMap === "" ? {} : { baseMap }),
  } as Reading;
}

const sentReaders = (sent: Form): NonNullable<SchemeSettings["readers"]> =>
  Object.fromEntries(
    READERS.map((kind) => {
      const languages = WRITTEN.map(
        (locale) => [locale, sentReading(sent, `${kind}-${locale}`)] as const,
      ).filter(([, reading]) => Object.keys(reading).length > 0);
      const own = sentReading(sent, kind);
      return [
        kind,
        languages.length > 0 ? { ...own, languages: Object.fromEntries(languages) } : own,
      ];
    }),
  );

type Shown = {
  readonly words: Words;
  readonly problems: readonly Problem[];
  readonly settings: SchemeSettings;
};

/** What each field is called, for the summary of problems. */
function labelsOf(words: Words): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const kind of READERS) {
    labels[fieldOf(kind, "territory")] = wordingLabel(words);
    labels[fieldOf(kind, "map")] = words.t("settings.lines");
    for (const locale of WRITTEN) {
      const language = localeFacts(locale).ownName;
      const prefix = `${kind}-${locale}`;
      labels[fieldOf(prefix, "territory")] = words.t("settings.language-wording", { language });
      labels[fieldOf(prefix, "map")] = words.t("settings.language-lines", { language });
    }
  }
  return labels;
}

function readersPage(visit: StaffVisit, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug, settings } = visit.tx.actor.scheme;
  const again = problems.length > 0;
  const shown = {
    words,
    problems,
    settings: again ? { readers: sentReaders(visit.form) } : settings,
  };
  return consoleShell(visit, {
    title: t("accounts.readers-title"),
    section: "settings",
    error: again,
    body: html`${problemSummary(words, problems, {}, labelsOf(words))}${
      visit.query.has("saved") &&
      notificationBanner({ words, text: t("settings.saved"), type: "success" })
    }<h1 class="govuk-heading-l">${t("accounts.readers-title")}</h1>
${settingsTabs(visit, "readers")}
<p class="govuk-body">${t("settings.readers-intro")}</p>
${form(
  { action: paths.readers(slug), key: newId(), classes: "app-text" },
  ...READERS.map((kind) => readersPart(shown, kind)),
  button({ text: t("site.save"), preventDoubleClick: true }),
)}`,
  });
}

const wordingLabel = (words: Words): string =>
  words.t("settings.wording", { name: wordsFor(words.locale, "plain").country("XK") });

/** One kind of reader: the usual answers with what they look like, then languages that differ. */
function readersPart(shown: Shown, kind: Readers): Html {
  const { words, problems, settings } = shown;
  const { t } = words;
  // Asked without a language: what all of this kind read.
  const usual = readingOf(settings, kind, "");
  return fieldset(
    {
      legend: html`<h2 class="govuk-heading-m">${t(`settings.readers-${kind}` as MessageKey)}</h2>`,
    },
    html`${radios({
      words,
      name: fieldOf(kind, "territory"),
      legend: { text: wordingLabel(words), classes: "govuk-fieldset__legend--s" },
      value: usual.territory,
      problems,
      items: TERRITORY_WORDINGS.map((value) => ({
        value,
        text: t(`settings.territory-${value}` as MessageKey),
        hint: sample(words, value),
      })),
    })}${
      hasMaps(kind) &&
      radios({
        words,
        name: fieldOf(kind, "map"),
        legend: { text: t("settings.lines"), classes: "govuk-fieldset__legend--s" },
        value: usual.baseMap,
        problems,
        items: BASE_MAPS.map((value) => {
          const text = t(`settings.map-${value}` as MessageKey);
          return { value, text, conditional: linesPicture(value, text) };
        }),
      })
    }${details({
      summary: t("settings.languages"),
      text: html`${WRITTEN.map((locale) => languagePart(shown, kind, locale))}`,
      open: Object.keys(settings.readers?.[kind]?.languages ?? {}).length > 0,
    })}`,
  );
}

/** How a page reads with a wording, footnote and all. */
function sample(words: Words, wording: (typeof TERRITORY_WORDINGS)[number]): Html {
  const worded = wordsFor(words.locale, wording);
  const footnote = worded.territoryFootnote();
  return html`${words.t("settings.sample", { country: worded.country("XK") })}${
    footnote !== null && html`<br>${footnote}`
  }`;
}

function languagePart(
  { words, problems, settings }: Shown,
  kind: Readers,
  locale: (typeof WRITTEN)[number],
): Html {
  const { t } = words;
  const language = localeFacts(locale).ownName;
  const prefix = `${kind}-${locale}`;
  const reading = settings.readers?.[kind]?.languages?.[locale] ?? {};
  const asAbove = { value: "", text: t("settings.as-above") };
  return html`${select({
    words,
    problems,
    name: fieldOf(prefix, "territory"),
    label: t("settings.language-wording", { language }),
    value: reading.territory,
    items: [
      asAbove,
      ...TERRITORY_WORDINGS.map((value) => ({
        value,
        text: t(`settings.territory-${value}` as MessageKey),
      })),
    ],
  })}${
    hasMaps(kind) &&
    select({
      words,
      problems,
      name: fieldOf(prefix, "map"),
      label: t("settings.language-lines", { language }),
      value: reading.baseMap,
      items: [
        asAbove,
        ...BASE_MAPS.map((value) => ({ value, text: t(`settings.map-${value}` as MessageKey) })),
      ],
    })
  }`;
}
