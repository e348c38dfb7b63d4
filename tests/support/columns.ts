/** The columns of an imported file as its page has matched them, as a person would send them on. */
export function matchedColumns(page: string): Record<string, string> {
  const chosen = [...page.matchAll(/<select[^>]*name="(column-\d+)"[^>]*>(.*?)<\/select>/gs)].map(
    ([, name, options]) => [name!, /<option value="([^"]*)" selected/.exec(options!)?.[1] ?? ""],
  );
  const hidden = [
    ...page.matchAll(/<input type="hidden" name="(column-\d+)" value="([^"]*)"/g),
  ].map(([, name, value]) => [name!, value!]);
  return Object.fromEntries([...chosen, ...hidden]);
}
