import { keepUpload, MOST_BYTES, readUploadFacts } from "../../platform/files/upload.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { ok } from "../../shared/result.ts";
import { readWritten, type WrittenResource } from "../../stages/library/read-library.ts";
import { can } from "../../stages/library/resource.policy.ts";
import { resourceProblems } from "../../stages/library/resource.rules.ts";
import { changeResource, draftResource } from "../../stages/library/write-resource.ts";
import { backLink, type Html, html, problemSummary } from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { libraryPaths } from "./library-paths.ts";
import {
  blankText,
  FIELDS,
  fieldLabels,
  shownText,
  type TypedText,
  textForm,
  textOf,
  typedText,
} from "./text-form.ts";

/** A paper with a few pictures; what is larger is better linked to. */
const MOST_FILE = Math.max(...Object.values(MOST_BYTES));

type Page = {
  readonly shown: TypedText;
  readonly problems?: readonly Problem[];
  /** The resource that is changed; null for a new one. */
  readonly written?: WrittenResource | null;
  readonly translationOf?: WrittenResource | null;
  readonly fileName?: string | null;
};

function textPage(visit: StaffVisit, from: Page): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const { written = null, translationOf = null } = from;
  const place = ({ field }: Problem) => FIELDS.indexOf(field ?? "");
  const problems = [...(from.problems ?? [])].sort((a, b) => place(a) - place(b));
  const [newest] = written?.versions ?? [];
  const title = newest
    ? words.t("library.change-title", { title: newest.title })
    : words.t(translationOf ? "library.translate-title" : "library.new");
  return consoleShell(visit, {
    title,
    section: "library",
    error: problems.length > 0,
    before: backLink({
      words,
      href: written ? libraryPaths.resource(slug, written.resource.id) : libraryPaths.library(slug),
    }),
    body: html`${problemSummary(words, problems, {}, fieldLabels(words))}<h1 class="govuk-heading-l">${title}</h1>
${newest && newest.state !== "draft" && html`<p class="govuk-body">${words.t("library.change-body")}</p>`}
${textForm({
  words,
  action: written ? libraryPaths.change(slug, written.resource.id) : libraryPaths.library(slug),
  shown: from.shown,
  problems,
  asksLanguage: written === null,
  translationOf: translationOf?.resource.id ?? null,
  fileName: from.fileName ?? null,
})}`,
  });
}

/** The file that was sent with it is kept once the rest of the form can be. */
async function fileOf(
  visit: StaffVisit,
  typed: TypedText,
  before: string | null,
): Promise<Result<string | null>> {
  const sent = visit.form.file("file");
  const there = visit.form.text("no-file") === "yes" ? null : before;
  if (!sent || sent.bytes.length === 0) return ok(there);
  // A text that is refused anyway keeps no file; one takes the other's place in what is missing.
  const others = resourceProblems(textOf(typed, "a file that is about to be kept"));
  if (others.length > 0) return { ok: false, problems: others };
  return keepUpload(visit.tx, {
    bytes: sent.bytes,
    name: sent.name,
    kinds: ["pdf", "docx", "picture"],
    field: "file",
  });
}

const found = (visit: StaffVisit, id: string) => readWritten(visit.tx, id);
const fileName = async (visit: StaffVisit, uploadId: string | null): Promise<string | null> =>
  uploadId === null ? null : ((await readUploadFacts(visit.tx, uploadId))?.name ?? null);

export const routes: Route[] = [
  {
    method: "GET",
    path: libraryPaths.newResource(":scheme"),
    access: "staff",
    allow: can.write,
    answer: async (visit) => {
      const of = visit.query.get("of");
      const original = of ? await found(visit, of) : null;
      if (of && !original) return nothingHere;
      const [version] = original?.versions ?? [];
      const shown = version
        ? { ...shownText(version, "", 0), title: "", translation: "human" }
        : blankText(visit.tx.actor.userName);
      return page(textPage(visit, { shown, translationOf: original ?? null }));
    },
  },
  {
    method: "POST",
    path: libraryPaths.library(":scheme"),
    access: "staff",
    allow: can.write,
    limit: MOST_FILE,
    answer: async (visit): Promise<Answer> => {
      const of = visit.form.text("of");
      const original = of === "" ? null : ((await found(visit, of)) ?? undefined);
      if (original === undefined) return nothingHere;
      const shown = typedText(visit.form);
      const again = (problems: readonly Problem[]) =>
        refusedPage(textPage(visit, { shown, problems, translationOf: original }));
      const kept = await fileOf(visit, shown, null);
      if (!kept.ok) return again(kept.problems);
      const drafted = await draftResource(visit.tx, {
        language: shown.language,
        text: textOf(shown, kept.value),
        translationOf: original?.resource.id ?? null,
      });
      if (!drafted.ok) return again(drafted.problems);
      return redirect(libraryPaths.resource(visit.tx.actor.scheme.slug, drafted.value));
    },
  },
  {
    method: "GET",
    path: libraryPaths.change(":scheme", ":resourceId"),
    access: "staff",
    allow: can.write,
    answer: async (visit) => {
      const written = await found(visit, visit.params.resourceId ?? "");
      const [newest] = written?.versions ?? [];
      if (!written || !newest || !can.change(visit.tx.actor, written.resource)) return nothingHere;
      const facts =
        newest.uploadId === null ? undefined : await readUploadFacts(visit.tx, newest.uploadId);
      return page(
        textPage(visit, {
          shown: shownText(newest, written.resource.language, facts?.bytes ?? 0),
          written,
          fileName: facts?.name ?? null,
        }),
      );
    },
  },
  {
    method: "POST",
    path: libraryPaths.change(":scheme", ":resourceId"),
    access: "staff",
    allow: can.write,
    limit: MOST_FILE,
    answer: async (visit): Promise<Answer> => {
      const written = await found(visit, visit.params.resourceId ?? "");
      const [newest] = written?.versions ?? [];
      if (!written || !newest || !can.change(visit.tx.actor, written.resource)) return nothingHere;
      const shown = typedText(visit.form);
      const again = async (problems: readonly Problem[]) =>
        refusedPage(
          textPage(visit, {
            shown,
            problems,
            written,
            fileName: await fileName(visit, newest.uploadId),
          }),
        );
      const kept = await fileOf(visit, shown, newest.uploadId);
      if (!kept.ok) return again(kept.problems);
      const changed = await changeResource(
        visit.tx,
        written.resource.id,
        textOf(shown, kept.value),
      );
      if (!changed.ok) return again(changed.problems);
      return redirect(libraryPaths.resource(visit.tx.actor.scheme.slug, written.resource.id));
    },
  },
];
