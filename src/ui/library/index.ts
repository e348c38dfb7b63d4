export { resourceCard } from "./card.ts";
export {
  factsLine,
  langOf,
  languageName,
  lettersFor,
  licenceName,
  readersText,
  sizeText,
} from "./labels.ts";
