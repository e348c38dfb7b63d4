/** How a telephone network counts a text message (3GPP TS 23.038 and 23.040). */

const GSM =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/** These take two places each: an escape and a sign. */
const GSM_TWO = "\f^{}\\[~]|€";

export type SmsSize = {
  readonly alphabet: "gsm-7" | "ucs-2";
  /** Places used: signs of the small alphabet, or 16-bit units. */
  readonly length: number;
  readonly segments: number;
};

/**
 * A single č or Cyrillic letter makes the whole message UCS-2: 70 places instead of 160. In several
 * parts each loses the places of its header.
 */
export function smsSize(text: string): SmsSize {
  const letters = [...text];
  const isGsm = letters.every((letter) => GSM.includes(letter) || GSM_TWO.includes(letter));
  if (isGsm) {
    const widths = letters.map((letter) => (GSM_TWO.includes(letter) ? 2 : 1));
    return { alphabet: "gsm-7", ...parts(widths, 160, 153) };
  }
  return {
    alphabet: "ucs-2",
    ...parts(
      letters.map((letter) => letter.length),
      70,
      67,
    ),
  };
}

/** No sign is cut in two: one that does not fit begins the next part. */
function parts(widths: readonly number[], alone: number, each: number) {
  const length = widths.reduce((sum, width) => sum + width, 0);
  if (length <= alone) return { length, segments: length === 0 ? 0 : 1 };
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > each) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return { length, segments };
}
