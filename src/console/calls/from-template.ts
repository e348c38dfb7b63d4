import { WRITTEN } from "../../platform/i18n/catalogues.ts";
import { type MessageKey, wordsFor } from "../../platform/i18n/index.ts";
import type { Localised, NewCall } from "../../stages/calls/call.ts";
import { CALL_TEMPLATES } from "../../stages/calls/call-template.ts";

/** A text of the catalogues in every language that has it. */
function everywhere(key: string): Localised {
  const full = `call-template.${key}`;
  return Object.fromEntries(
    WRITTEN.flatMap((locale) => {
      const words = wordsFor(locale);
      return words.has(full) ? [[locale, words.t(full as MessageKey)]] : [];
    }),
  );
}

type FromTemplate = Pick<
  NewCall,
  | "title"
  | "about"
  | "minimumAge"
  | "maximumAge"
  | "who"
  | "paid"
  | "criteria"
  | "ties"
  | "graceMinutes"
  | "objectionDays"
>;

/** A template with its words in every language: all of a call but its line, number and dates. */
export function fromTemplate(audience: "learners" | "staff"): FromTemplate {
  const template = CALL_TEMPLATES[audience];
  const { minimumAge, maximumAge, who, ties, graceMinutes, objectionDays } = template;
  return {
    title: everywhere(`title-${audience}`),
    about: everywhere(`about-${audience}`),
    minimumAge,
    maximumAge,
    who,
    ties,
    graceMinutes,
    objectionDays,
    paid: Object.entries(template.paid).map(([code, paid]) => ({
      paid,
      text: everywhere(`paid-${code}`),
    })),
    criteria: Object.entries(template.criteria).map(([code, { table, anchors, ...criterion }]) => ({
      code,
      ...criterion,
      name: everywhere(`criterion-${code}`),
      ...(table && {
        table: table.map((row) => ({ ...row, label: everywhere(`line-${row.value}`) })),
      }),
      ...(anchors && {
        anchors: anchors.map((score) => ({
          score,
          words: everywhere(`mark-${code}-${score}`),
        })),
      }),
    })),
  };
}
