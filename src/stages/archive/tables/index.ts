import { applying } from "./applying.ts";
import { beforeLeaving } from "./before-leaving.ts";
import { deciding } from "./deciding.ts";
import { events } from "./events.ts";
import { offer } from "./offer.ts";
import { stay } from "./stay.ts";
import type { Room } from "./table.ts";
import { told } from "./told.ts";

/** Every table of a scheme, in the order of the life of a mobility. A test asks the database. */
export const ROOMS: readonly Room[] = [
  ...offer,
  ...applying,
  ...deciding,
  ...stay,
  ...beforeLeaving,
  ...events,
  ...told,
];
