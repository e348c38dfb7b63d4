/** Every public URL, as a builder. All begin with the language, so a link keeps it. */
export const paths = {
  root: (lang: string) => `/${lang}/`,
  home: (lang: string, scheme: string) => `/${lang}/${scheme}`,
  results: (lang: string, scheme: string) => `/${lang}/${scheme}/results`,
  resultsCsv: (lang: string, scheme: string) => `/${lang}/${scheme}/results.csv`,
  help: (lang: string) => `/${lang}/help`,
  accessibility: (lang: string) => `/${lang}/accessibility`,
  privacy: (lang: string) => `/${lang}/privacy`,
  how: (lang: string) => `/${lang}/how-places-are-given`,
  place: (lang: string, scheme: string) => `/${lang}/${scheme}/place`,
  placeResult: (lang: string, scheme: string) => `/${lang}/${scheme}/place/result`,
  placeAnswer: (lang: string, scheme: string) => `/${lang}/${scheme}/place/answer`,
  placeCheck: (lang: string, scheme: string) => `/${lang}/${scheme}/place/check-request`,
  placeEnd: (lang: string, scheme: string) => `/${lang}/${scheme}/place/end`,
  run: (lang: string, scheme: string, runId: string) => `/${lang}/${scheme}/runs/${runId}`,
  runFile: (lang: string, scheme: string, runId: string, file: string) =>
    `/${lang}/${scheme}/runs/${runId}/files/${file}`,
} as const;
