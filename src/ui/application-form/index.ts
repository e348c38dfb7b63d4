/** The boxes of an application's questions: for whoever applies, for staff who write one down. */
export { boxNames } from "./box-names.ts";
export { drawField } from "./fields.ts";
export type { Drawing, ShownField, ShownSchool, ShownWish } from "./shown.ts";
