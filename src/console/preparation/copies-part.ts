import { MOST_BYTES } from "../../platform/files/upload.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { file, nothingHere, redirect } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { Policy } from "../../stages/preparation/insurance.rules.ts";
import {
  type InsuranceCopy,
  readCopy,
  removeCopy,
} from "../../stages/preparation/insurance-copy.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import { button, fileUpload, form, type Html, html } from "../../ui/index.ts";
import { preparationPaths } from "./preparation-paths.ts";

/** A file to save, or that nobody has looked through it yet. */
const copyLink = (
  words: Words,
  slug: string,
  { id, name, state }: Pick<InsuranceCopy, "id" | "name" | "state">,
): Html =>
  state === "checked"
    ? html`<a class="govuk-link" href="${preparationPaths.insuranceCopy(slug, id)}"><span lang="">${name}</span></a>`
    : html`<span lang="">${words.t("uploads.exit-waits", { name })}</span>`;

/** Beside every file, also of one that waits: what was sent by mistake has to go. */
const removalForm = (
  words: Words,
  slug: string,
  { id, name }: Pick<InsuranceCopy, "id" | "name">,
): Html =>
  form(
    { action: preparationPaths.insuranceCopyRemoval(slug, id), key: newId() },
    button({
      text: html`${words.t("insurance.remove")}<span class="govuk-visually-hidden"> (<span lang="">${name}</span>)</span>`,
      kind: "secondary",
      preventDoubleClick: true,
    }),
  );

/** Each on a line of its own; nothing where there is none. */
export const copyLines = (
  words: Words,
  slug: string,
  copies: readonly Pick<InsuranceCopy, "id" | "name" | "state">[],
  removable = false,
): Html | null =>
  copies.length === 0
    ? null
    : html`<ul class="app-choices">${copies.map((copy) => html`<li>${copyLink(words, slug, copy)}${removable && removalForm(words, slug, copy)}</li>`)}</ul>`;

/** The policy as a file: what is kept, and a field for one more. */
export function copiesPart(
  visit: StaffVisit,
  words: Words,
  of: {
    readonly flowId: string;
    readonly policy: Policy;
    readonly copies: readonly InsuranceCopy[];
    readonly problems: readonly Problem[];
  },
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const line = (copy: InsuranceCopy) =>
    html`<li>${copyLink(words, slug, copy)}${copy.state === "checked" && html`. ${t("uploads.exit-by", { day: words.shortDay(copy.at), size: Math.ceil(copy.bytes / 1_024) })}`}${removalForm(words, slug, copy)}</li>`;
  return html`<h2 class="govuk-heading-m">${t("insurance.copies")}</h2><p class="govuk-body">${t("insurance.copies-lead")}</p>
${of.copies.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${of.copies.map(line)}</ul>`}
${form(
  {
    action: preparationPaths.policyCopies(slug, of.flowId, of.policy.id),
    key: newId(),
    multipart: true,
  },
  fileUpload({
    words,
    name: "copy",
    label: t("insurance.copy"),
    hint: t("uploads.exit-hint", { megabytes: MOST_BYTES.pdf / 1_048_576 }),
    accept: "image/jpeg,image/png,image/webp,application/pdf",
    problems: of.problems,
  }),
  button({ text: t("uploads.exit-send"), kind: "secondary", preventDoubleClick: true }),
)}`;
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.work,
    path: preparationPaths.insuranceCopy(":scheme", ":copyId"),
    answer: async ({ tx, params }) => {
      const copy = await readCopy(tx, params.copyId ?? "");
      return copy ? file(copy) : nothingHere;
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.work,
    path: preparationPaths.insuranceCopyRemoval(":scheme", ":copyId"),
    answer: async ({ tx, params }) => {
      const { slug } = tx.actor.scheme;
      const gone = await removeCopy(tx, params.copyId ?? "");
      if (!gone.ok) return nothingHere;
      const { value } = gone;
      return redirect(
        `${
          value.of === "policy"
            ? preparationPaths.insurance(slug, value.flowId)
            : preparationPaths.stay(slug, value.mobilityId)
        }?done`,
      );
    },
  },
];
