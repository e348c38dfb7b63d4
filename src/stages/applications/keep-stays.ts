/** Stays a person declared, for the stage that counts their days; asked and recorded there. */
export { addStays, removeStay } from "./person.store.ts";
