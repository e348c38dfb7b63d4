/**
 * Keys whose words are rightly the same in English and in another language, and the languages where
 * they are. Anything else that is equal is taken for a translation that was forgotten.
 */
const SAME: Readonly<Record<string, string>> = {
  "site.brand": "bs cnr hr mk sq sr-Cyrl",
  "events.mode-online": "bs cnr hr sq",
  "place.country.RS": "sq",
  "place.country.MT": "bs cnr hr sq",
  "place.country.XK": "bs cnr hr",
  "imports.country-MT": "bs cnr hr sq",
  "imports.country-XK": "bs cnr hr",
  "imports.column-email": "bs cnr",
  "applicants.email": "bs cnr",
  "apply.way-viber": "bs cnr hr mk sq sr-Cyrl",
  "apply.way-whatsapp": "bs cnr hr mk sq sr-Cyrl",
  "apply.way-email": "bs cnr sq",
  "calls.owner-email": "bs cnr",
  "flows.minimum": "bs cnr hr",
  "runs.version": "bs cnr hr",
  "imports.words-kalfa-id": "bs cnr hr mk sq sr-Cyrl",
  "imports.words-kalfa-marks": "bs cnr hr mk sq sr-Cyrl",
  "history.selection-vetoed": "bs cnr hr",
  "selection.decide-veto": "bs cnr hr",
  "selection.panel-of": "bs cnr hr",
  "selection.part-panel": "bs cnr hr",
  "selection.show-veto": "bs cnr hr",
  "selection.source-panel": "bs cnr hr",
  "selection.source-veto": "bs cnr hr",
  "selection.vetoed": "bs cnr hr",
  "library.size-kb": "bs cnr hr mk sq sr-Cyrl",
  "library.size-mb": "bs cnr hr mk sq sr-Cyrl",
  "library.file-pdf": "bs cnr hr mk sq sr-Cyrl",
  "library.kind-video": "bs cnr hr sq",
  "library.translation-original": "bs cnr",
};

export const sameInEnglish = (locale: string, key: string): boolean =>
  SAME[key]?.split(" ").includes(locale) ?? false;
