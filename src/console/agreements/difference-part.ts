import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { type Day, isDay } from "../../shared/day.ts";
import type { Difference } from "../../stages/agreements/difference.rules.ts";
import type { BesideStay } from "../../stages/agreements/read-differences.ts";
import { button, form, type Html, html, warningText } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/**
 * What an agreement says otherwise than the stay is, and the one button that writes the change. Where
 * the change is written already it says that it waits to be sent.
 * @param at whether this is the agreement's own page, where the sending stands
 */
export function differencePart(
  words: Words,
  slug: string,
  beside: BesideStay | null,
  from: { readonly works: boolean; readonly at: "agreement" | "stay" },
): Html | null {
  const { t } = words;
  const isDraft = beside?.state === "draft";
  const shown = isDraft ? beside.written : (beside?.sent ?? []);
  if (!beside || shown.length === 0) return null;
  const lead = isDraft ? "draft" : beside.state === "signed" ? "signed" : "sent";
  const { written } = beside;
  const hasNobody = written.some(({ what, now }) => what === "company" && now.length === 0);
  const isWritten = written.length === 0;
  return html`${warningText({
    words,
    text: html`${t(`agreements.differs-${lead}`)}${shown.map((one) => html`<br>${said(words, one)}`)}${
      !isDraft && html`<br>${t("agreements.differs-not-ready")}`
    }`,
  })}${
    from.works &&
    (isWritten
      ? html`<p class="govuk-body">${
          from.at === "agreement"
            ? t("agreements.differs-written")
            : html`<a class="govuk-link" href="${paths.agreement(slug, beside.agreementId)}">${t("agreements.differs-open")}</a>`
        }</p>`
      : hasNobody
        ? html`<p class="govuk-body">${t("agreements.differs-company-first")}</p>`
        : form(
            { action: paths.agreementPart(slug, beside.agreementId, "difference"), key: newId() },
            button({ text: t("agreements.differs-propose"), preventDoubleClick: true }),
          ))
  }`;
}

function said(words: Words, { what, said: then, now }: Difference): string {
  const say = (parts: readonly string[]) => {
    const [first = "", last = ""] = parts;
    if (parts.length === 0) return words.t("agreements.differs-nobody");
    return what === "days" && isDay(first) && isDay(last)
      ? words.days(first as Day, last as Day)
      : parts.join(", ");
  };
  return words.t(`agreements.differs-${what}`, { said: say(then), now: say(now) });
}
