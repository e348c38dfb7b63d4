/** A number as a gateway takes it (E.164), or null for one without its country code. */
export function smsNumber(phone: string | null): string | null {
  const plain = (phone ?? "").replace(/[\s()./-]/g, "").replace(/^00/, "+");
  return /^\+[1-9]\d{7,14}$/.test(plain) ? plain : null;
}
