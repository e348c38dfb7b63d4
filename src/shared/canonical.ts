/** One text for one value: keys in the order of their letters, two spaces, a line's end. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
};

export const canonical = (value: unknown): string => `${JSON.stringify(sorted(value), null, 2)}\n`;
