import type { Words } from "../../platform/i18n/index.ts";
import { MOST_CHOICES, MOST_SPOKEN, OTHER, townValue, YEARS } from "./answers.forms.ts";
import { flowInWords, hintOf, questionOf } from "./answers-in-words.ts";
import { type FormField, WAYS_TO_REACH } from "./application.forms.ts";
import type { PickedFlow } from "./draft.store.ts";
import { LANGUAGE_LEVELS, LANGUAGES } from "./language.rules.ts";

/** What every page that draws questions hands over: the words of each, and what answers may be. */
export const questionDrawing = (words: Words) => ({
  words,
  questionOf: (field: FormField) => questionOf(words, field),
  hintOf: (field: FormField) => hintOf(words, field),
  flowInWords: (flow: PickedFlow) => flowInWords(words, flow),
  fixed: {
    mostChoices: MOST_CHOICES,
    other: OTHER,
    years: YEARS,
    ways: WAYS_TO_REACH,
    languages: LANGUAGES,
    levels: LANGUAGE_LEVELS,
    mostSpoken: MOST_SPOKEN,
    townValue,
  },
});
