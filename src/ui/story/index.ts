export { type LetterEntry, listLetter } from "./letter.ts";
export { newsletterLetter } from "./newsletter.ts";
export { pictureField } from "./picture-field.ts";
export { firstWords, saidBy, storyTitle, storyWords, type ToldStory, toldNote } from "./told.ts";
