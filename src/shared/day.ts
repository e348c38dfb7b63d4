/**
 * A calendar day as `YYYY-MM-DD`, without a clock or a zone. Moments are `Date`; the two are never
 * mixed, because a birthday has no time zone and a deadline has one.
 */
export type Day = string & { readonly __day: true };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_A_DAY = 86_400_000;

const toMs = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const fromMs = (ms: number): Day => {
  // Civil-from-days arithmetic (H. Hinnant), so that no clock object is needed in pure code.
  const z = Math.floor(ms / MS_A_DAY) + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const d = doy - Math.floor((153 * mp + 2) / 5) + 1;
  const m = mp < 10 ? mp + 3 : mp - 9;
  const y = yoe + era * 400 + (m <= 2 ? 1 : 0);
  return `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}` as Day;
};

/** True for a day that exists: 2027-02-30 is refused. */
export const isDay = (text: string): text is Day =>
  SHAPE.test(text) && fromMs(Date.parse(`${text}T00:00:00Z`)) === text;

/** Throws on anything else: for constants and database values, never for what a person typed. */
export const day = (text: string): Day => {
  if (!isDay(text)) throw new Error(`not a day: ${text}`);
  return text;
};

export const addDays = (from: Day, days: number): Day => fromMs(toMs(from) + days * MS_A_DAY);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((toMs(to) - toMs(from)) / MS_A_DAY);

/** Days of a stay, first and last day both counted (domain rule D1). */
export const lengthInDays = (first: Day, last: Day): number => daysBetween(first, last) + 1;

/** Completed years on `on`; somebody born on 29 February has a birthday on 1 March of other years. */
export const ageOn = (birth: Day, on: Day): number => {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
};
