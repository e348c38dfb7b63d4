/**
 * The network of a client, for counters: a whole /64 of IPv6 is one household or one phone, which
 * could otherwise try under as many addresses as it likes.
 */
export const networkOf = (address: string): string => {
  if (!address.includes(":") || address.includes(".")) return address;
  const [head = "", tail] = address.split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const gap = new Array<string>(Math.max(8 - before.length - after.length, 0)).fill("0");
  return [...before, ...gap, ...after].slice(0, 4).join(":");
};
