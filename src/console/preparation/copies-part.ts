import { MOST_BYTES } from "../../platform/files/upload.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { file, nothingHere } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { Policy } from "../../stages/preparation/insurance.rules.ts";
import { type InsuranceCopy, readCopy } from "../../stages/preparation/insurance-copy.ts";
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

/** Each on a line of its own; nothing where there is none. */
export const copyLines = (
  words: Words,
  slug: string,
  copies: readonly Pick<InsuranceCopy, "id" | "name" | "state">[],
): Html | null =>
  copies.length === 0
    ? null
    : html`<ul class="app-choices">${copies.map((copy) => html`<li>${copyLink(words, slug, copy)}</li>`)}</ul>`;

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
    html`<li>${copyLink(words, slug, copy)}${copy.state === "checked" && html`. ${t("uploads.exit-by", { day: words.shortDay(copy.at), size: Math.ceil(copy.bytes / 1_024) })}`}</li>`;
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
];
