import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { CHANGE_REASONS } from "../../stages/applications/application.ts";
import type { PersonApplication } from "../../stages/applications/person.ts";
import type { PersonStanding } from "../../stages/selection/eligibility.rules.ts";
import { button, details, form, type Html, html, select, summaryList } from "../../ui/index.ts";
import { standingTag } from "../applicants/applicants.page.ts";
import { writtenBy } from "../entries/boxes.ts";
import { paths } from "../paths.ts";
import { standingWords } from "./standing-part.ts";

/** One application: where it stands, points, wishes, offers, consents, and how it is withdrawn. */
export function applicationPart(props: {
  readonly visit: StaffVisit;
  readonly words: Words;
  readonly application: PersonApplication;
  readonly problems: readonly Problem[];
  /** What the rules say of it; absent for one that left its call. */
  readonly standing: PersonStanding | undefined;
}): Html {
  const { visit, words, application } = props;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const total = application.points.reduce((sum, { points }) => sum + points, 0);
  const row = (key: MessageKey, value: Html | string | null) =>
    value === null ? null : { key: words.t(key), value };
  const bullets = (items: readonly (Html | string)[]) =>
    items.length === 0
      ? null
      : html`<ul class="govuk-list">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  return html`<section><h2 class="govuk-heading-m">${words.t("applicants.call-name", {
    number: application.callNumber,
    title: words.local(application.callTitle),
  })}</h2>
${summaryList({
  rows: [
    row("applicants.standing", standingTag(words, application.state)),
    row(
      "applicants.school",
      html`<a class="govuk-link" href="${paths.organisation(slug, application.organisationId)}">${application.school}</a>`,
    ),
    row("applicants.trade", words.trade(application.trade)),
    row("entries.by", writtenBy(words, application.enteredBy, application.submittedAt)),
    row(
      "entries.corrected",
      application.correctedBy &&
        writtenBy(words, application.correctedBy, application.correctedAt ?? undefined),
    ),
    props.standing ? row("eligibility.title", standingWords(words, props.standing)) : null,
    // The code opens the person's result; an auditor has no use for it.
    row(
      "people.code",
      can.register(actor, application.country)
        ? html`<span class="app-key">${application.code}</span>`
        : null,
    ),
    row(
      "applicants.points",
      application.points.length === 0
        ? words.t("people.points-open")
        : html`<strong>${words.number(total)}</strong>${bullets(
            application.points.map(({ name, criterion, points, maximum }) =>
              words.t("people.points-of", {
                criterion: name ? words.local(name) : criterion,
                points,
                maximum: maximum ?? 0,
              }),
            ),
          )}`,
    ),
    row(
      "applicants.wishes",
      application.wishes.length === 0
        ? words.t("site.none")
        : html`<ol class="govuk-list govuk-list--number">${application.wishes.map(
            (wish) =>
              html`<li><a class="govuk-link" href="${paths.flow(slug, wish.flowId)}">${wish.city}, ${words.country(wish.country)}</a> · ${words.days(wish.starts, wish.ends)} <span class="govuk-hint">${wish.code}</span></li>`,
          )}</ol>`,
    ),
    row(
      "people.offers",
      bullets(
        application.offers.map(
          (offer) =>
            html`<a class="govuk-link" href="${paths.offer(slug, offer.id)}">${offer.city}</a> ${standingTag(words, offer.state as "offered")}`,
        ),
      ),
    ),
    row(
      "people.consents",
      bullets(
        application.consents.map((consent) =>
          words.t(consent.withdrawn ? "people.consent-ended" : "people.consent", {
            name: consent.guardianName,
            day: words.day(consent.givenOn),
          }),
        ),
      ),
    ),
  ],
})}
${
  application.callState === "open" &&
  application.state === "submitted" &&
  can.register(actor, application.country) &&
  html`<p class="govuk-body"><a class="govuk-link" href="${paths.correction(slug, application.id)}">${words.t("entries.correct")}</a></p>`
}${
  application.headWaits &&
  application.state === "submitted" &&
  can.register(actor, application.country) &&
  html`<p class="govuk-body"><a class="govuk-link" href="${paths.headLetter(slug, application.id)}">${words.t("school.head-letter-title")}</a></p>`
}${
  can.readNeeds(actor, application.country) &&
  html`<p class="govuk-body"><a class="govuk-link" href="${paths.needs(slug, application.id)}">${words.t("needs.title")}</a></p>`
}${changeForm(props, slug)}</section>`;
}

function changeForm(
  { visit, words, application, problems }: Parameters<typeof applicationPart>[0],
  slug: string,
): Html | null {
  const { actor } = visit.tx;
  if (application.callState === "published" || !can.register(actor, application.country)) {
    return null;
  }
  const verb = application.state === "submitted" ? "withdraw" : "reinstate";
  const asked = visit.params.applicationId === application.id;
  return details({
    summary: words.t(`people.${verb}` as MessageKey),
    open: asked,
    text: form(
      { action: paths.applicationChanges(slug, application.id), key: newId() },
      select({
        words,
        name: "reason",
        id: asked ? "reason" : `reason-${application.id}`,
        label: words.t("people.reason"),
        problems: asked ? problems : [],
        items: [
          { value: "", text: words.t("site.choose") },
          ...CHANGE_REASONS.map((reason) => ({
            value: reason,
            text: words.t(`people.reason-${reason}` as MessageKey),
          })),
        ],
      }),
      button({ text: words.t(`people.${verb}` as MessageKey), kind: "warning" }),
    ),
  });
}
