/** "I have a code": the door of the result, which also opens what is still being written. */
export { doorToApplication as routes } from "../place/door.ts";
