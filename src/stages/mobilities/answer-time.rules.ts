/** All six sending countries and the hosts keep this clock; deadlines are printed with its name. */
const ZONE = "Europe/Brussels";
const DAY_MS = 86_400_000;
/** A reserve gets at least this long to answer, also after the call's own deadline. */
const RESERVE_ANSWER_DAYS = 5;

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const minutesOfDay = (moment: Date): number => {
  const [hours = 0, minutes = 0] = clock.format(moment).split(":").map(Number);
  return hours * 60 + minutes;
};

/**
 * Until when a reserve may answer: the call's deadline or five days from now, whichever is later,
 * at the call's time of day. Days are counted on the wall clock: over the night of a clock change
 * 24 hours more would end an hour early or late.
 */
export function reserveAnswerBy(ofCall: Date, now: Date): Date {
  const earliest = now.getTime() + RESERVE_ANSWER_DAYS * DAY_MS;
  if (earliest <= ofCall.getTime()) return ofCall;
  const days = Math.ceil((earliest - ofCall.getTime()) / DAY_MS);
  const rough = new Date(ofCall.getTime() + days * DAY_MS);
  const shift = minutesOfDay(ofCall) - minutesOfDay(rough);
  // A shift over midnight shows as nearly a day; a clock change is never more than an hour or two.
  const minutes = shift > 720 ? shift - 1440 : shift < -720 ? shift + 1440 : shift;
  return new Date(rough.getTime() + minutes * 60_000);
}
