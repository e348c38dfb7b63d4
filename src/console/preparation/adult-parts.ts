import type { Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import type { ListedAdult } from "../../stages/preparation/keep-adults.ts";
import { dateInput, type Html, html, input } from "../../ui/index.ts";
import { boxesOf, sentBoxes } from "../travel/boxes.ts";

type Seen = Pick<ListedAdult, "seenByName" | "seenOn" | "validUntil">;

/** Who saw a certificate and until when it holds; what is wrong with it where something is. */
export function certificateWords(words: Words, adult: Seen, needed: Day, today: Day): Html {
  const { t } = words;
  if (!adult.seenOn || !adult.validUntil) return html`${t("boards.certificate-none")}`;
  const wrong =
    adult.validUntil < today
      ? t("adults.over", { day: words.shortDay(adult.validUntil) })
      : adult.validUntil < needed
        ? t("adults.too-short")
        : null;
  return html`${t("boards.certificate-seen", {
    by: adult.seenByName ?? "",
    on: words.shortDay(adult.seenOn),
    until: words.shortDay(adult.validUntil),
  })}${wrong && html` <strong>${wrong}</strong>`}`;
}

/** Boxes of one adult: as they were sent, as they are kept, or empty. */
export function adultFields(
  visit: StaffVisit,
  words: Words,
  kept: ListedAdult | null,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const sent = visit.form;
  const again = sent.has("name");
  const text = (name: "name" | "organisation" | "email" | "phone", label: string, type = "text") =>
    input({
      words,
      name,
      type,
      label,
      value: again ? sent.text(name) : (kept?.[name] ?? ""),
      problems,
    });
  return html`${text("name", t("boards.adult-name"))}${text("phone", t("boards.adult-phone"), "tel")}${text("organisation", t("adults.organisation"))}${text("email", t("adults.email"), "email")}${dateInput(
    {
      words,
      name: "birthDate",
      legend: { text: t("adults.birth"), classes: "govuk-fieldset__legend--s" },
      hint: t("adults.birth-hint"),
      values: again ? sentBoxes(visit, "birthDate") : boxesOf(kept?.birthDate ?? null),
      problems,
    },
  )}`;
}
