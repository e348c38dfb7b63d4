import {
  confirmPath,
  consentPath,
  leavePath,
  newsletterPath,
  newsPath,
  newsPostPath,
  storiesPath,
  storyPath,
} from "../stages/stories/addresses.ts";

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
  howOf: (lang: string, scheme: string) => `/${lang}/${scheme}/how-places-are-given`,
  calls: (lang: string, scheme: string) => `/${lang}/${scheme}/calls`,
  callsJson: (lang: string, scheme: string) => `/${lang}/${scheme}/calls.json`,
  callsAtom: (lang: string, scheme: string) => `/${lang}/${scheme}/calls.atom`,
  /** `call` is the number that people say: call 4. */
  call: (lang: string, scheme: string, call: string) => `/${lang}/${scheme}/calls/${call}`,
  callDates: (lang: string, scheme: string, call: string) =>
    `/${lang}/${scheme}/calls/${call}/dates.ics`,
  callPoster: (lang: string, scheme: string, call: string) =>
    `/${lang}/${scheme}/calls/${call}/poster`,
  /** Whether an offer is real, before anybody knows of which programme; `?code=` asks. */
  checkAny: (lang: string) => `/${lang}/check`,
  check: (lang: string, scheme: string) => `/${lang}/${scheme}/check`,
  cities: (lang: string, scheme: string) => `/${lang}/${scheme}/cities`,
  city: (lang: string, scheme: string, city: string) => `/${lang}/${scheme}/cities/${city}`,
  countries: (lang: string, scheme: string) => `/${lang}/${scheme}/countries`,
  country: (lang: string, scheme: string, country: string) =>
    `/${lang}/${scheme}/countries/${country}`,
  network: (lang: string, scheme: string) => `/${lang}/${scheme}/network`,
  opportunities: (lang: string, scheme: string) => `/${lang}/${scheme}/opportunities`,
  opportunitiesJson: (lang: string, scheme: string) => `/${lang}/${scheme}/opportunities.json`,
  opportunitiesAtom: (lang: string, scheme: string) => `/${lang}/${scheme}/opportunities.atom`,
  opportunity: (lang: string, scheme: string, id: string) =>
    `/${lang}/${scheme}/opportunities/${id}`,
  lastPlacesCsv: (lang: string, scheme: string) => `/${lang}/${scheme}/last-places.csv`,
  forSchools: (lang: string, scheme: string) => `/${lang}/${scheme}/for-schools`,
  schoolAccess: (lang: string, scheme: string) => `/${lang}/${scheme}/for-schools/access`,
  schoolAccessSent: (lang: string, scheme: string) => `/${lang}/${scheme}/for-schools/access/sent`,
  forCompanies: (lang: string, scheme: string) => `/${lang}/${scheme}/for-companies`,
  library: (lang: string, scheme: string) => `/${lang}/${scheme}/library`,
  resource: (lang: string, scheme: string, resourceId: string) =>
    `/${lang}/${scheme}/library/${resourceId}`,
  resourceFile: (lang: string, scheme: string, resourceId: string) =>
    `/${lang}/${scheme}/library/${resourceId}/file`,
  resourceKit: (lang: string, scheme: string, kitId: string) =>
    `/${lang}/${scheme}/library/kits/${kitId}`,
  stories: storiesPath,
  story: storyPath,
  storyPicture: (lang: string, scheme: string, storyId: string) =>
    `/${lang}/${scheme}/stories/${storyId}/picture`,
  storyPictureSmall: (lang: string, scheme: string, storyId: string) =>
    `/${lang}/${scheme}/stories/${storyId}/picture-small`,
  storyShare: (lang: string, scheme: string, storyId: string) =>
    `/${lang}/${scheme}/stories/${storyId}/share-picture`,
  storiesJson: (lang: string, scheme: string) => `/${lang}/${scheme}/stories.json`,
  storiesAtom: (lang: string, scheme: string) => `/${lang}/${scheme}/stories.atom`,
  /** Where somebody agrees to publication, and takes it back; the secret is theirs alone. */
  storyConsent: consentPath,
  storyConsentPicture: (lang: string, scheme: string, secret: string) =>
    `${consentPath(lang, scheme, secret)}/picture`,
  news: newsPath,
  newsPost: newsPostPath,
  newsJson: (lang: string, scheme: string) => `/${lang}/${scheme}/news.json`,
  newsAtom: (lang: string, scheme: string) => `/${lang}/${scheme}/news.atom`,
  newsletter: newsletterPath,
  newsletterConfirm: confirmPath,
  newsletterLeave: leavePath,
  placeStory: (lang: string, scheme: string) => `/${lang}/${scheme}/place/story`,
  openData: (lang: string, scheme: string) => `/${lang}/${scheme}/open-data`,
  events: (lang: string, scheme: string) => `/${lang}/${scheme}/events`,
  event: (lang: string, scheme: string, id: string) => `/${lang}/${scheme}/events/${id}`,
  eventDates: (lang: string, scheme: string, id: string) =>
    `/${lang}/${scheme}/events/${id}/dates.ics`,
  eventRegistration: (lang: string, scheme: string, id: string) =>
    `/${lang}/${scheme}/events/${id}/registration`,
  eventRegistered: (lang: string, scheme: string, id: string) =>
    `/${lang}/${scheme}/events/${id}/registration/sent`,
  /** What somebody who registered opens; the secret is the letter's alone. */
  registration: (lang: string, scheme: string, secret: string) =>
    `/${lang}/${scheme}/registration/${secret}`,
  /** The ticket of whoever holds the letter's link, and what follows from having been there. */
  ticket: (lang: string, scheme: string, secret: string) => `/${lang}/${scheme}/ticket/${secret}`,
  ticketCertificate: (lang: string, scheme: string, secret: string) =>
    `/${lang}/${scheme}/ticket/${secret}/certificate.pdf`,
  /** Checking in without a helper: by the square on the wall, or by the word said online. */
  eventHere: (lang: string, scheme: string, id: string) => `/${lang}/${scheme}/events/${id}/here`,
  /** The door of an event; the secret is a helper's. */
  desk: (lang: string, scheme: string, secret: string) => `/${lang}/${scheme}/desk/${secret}`,
  deskQueue: (lang: string, scheme: string, secret: string) =>
    `/${lang}/${scheme}/desk/${secret}/queue`,
  deskManifest: (lang: string, scheme: string, secret: string) =>
    `/${lang}/${scheme}/desk/${secret}/desk.webmanifest`,
  registrationFile: (lang: string, scheme: string, secret: string, materialId: string) =>
    `/${lang}/${scheme}/registration/${secret}/materials/${materialId}`,
  robots: "/robots.txt",
  sitemaps: "/sitemap.xml",
  sitemap: (lang: string) => `/${lang}/sitemap.xml`,
  sitemapOf: (lang: string, scheme: string) => `/${lang}/${scheme}/sitemap.xml`,
  place: (lang: string, scheme: string) => `/${lang}/${scheme}/place`,
  placeResult: (lang: string, scheme: string) => `/${lang}/${scheme}/place/result`,
  placeAnswer: (lang: string, scheme: string) => `/${lang}/${scheme}/place/answer`,
  placeCheck: (lang: string, scheme: string) => `/${lang}/${scheme}/place/check-request`,
  placeGuardian: (lang: string, scheme: string) => `/${lang}/${scheme}/place/guardian-link`,
  placeExit: (lang: string, scheme: string) => `/${lang}/${scheme}/place/border-form`,
  /** What a guardian opens; the secret is the guardian's alone. */
  guardian: (lang: string, scheme: string, secret: string) =>
    `/${lang}/${scheme}/guardian/${secret}`,
  guardianTask: (lang: string, scheme: string, secret: string, code: string) =>
    `/${lang}/${scheme}/guardian/${secret}/tasks/${code}`,
  /** What a party of an agreement opens; the secret is that party's alone. */
  sign: (lang: string, scheme: string, secret: string) => `/${lang}/${scheme}/sign/${secret}`,
  checkPaper: (lang: string, scheme: string) => `/${lang}/${scheme}/check-paper`,
  placeEnd: (lang: string, scheme: string) => `/${lang}/${scheme}/place/end`,
  placeCorrection: (lang: string, scheme: string) => `/${lang}/${scheme}/place/correction`,
  placeWithdrawal: (lang: string, scheme: string) => `/${lang}/${scheme}/place/withdrawal`,
  /** Before you start; `call` is the code that people type. */
  apply: (lang: string, scheme: string, call: string) => `/${lang}/${scheme}/apply/${call}`,
  applyFirst: (lang: string, scheme: string, call: string) =>
    `/${lang}/${scheme}/apply/${call}/first`,
  applyContinue: (lang: string, scheme: string) => `/${lang}/${scheme}/apply/continue`,
  applyQuestion: (lang: string, scheme: string, question: string) =>
    `/${lang}/${scheme}/apply/question/${question}`,
  applyCheck: (lang: string, scheme: string) => `/${lang}/${scheme}/apply/check`,
  applySubmission: (lang: string, scheme: string) => `/${lang}/${scheme}/apply/submission`,
  applySent: (lang: string, scheme: string) => `/${lang}/${scheme}/apply/sent`,
  applyLeave: (lang: string, scheme: string) => `/${lang}/${scheme}/apply/leave`,
  /** What a head teacher opens; the secret is the letter's alone. */
  headConfirmation: (lang: string, scheme: string, secret: string) =>
    `/${lang}/${scheme}/head-confirmation/${secret}`,
  /** What somebody who is home from a staff stay opens; the secret is the letter's alone. */
  reflection: (lang: string, scheme: string, secret: string) =>
    `/${lang}/${scheme}/reflection/${secret}`,
  reflectionCertificate: (lang: string, scheme: string, secret: string) =>
    `/${lang}/${scheme}/reflection/${secret}/certificate`,
  placeObjection: (lang: string, scheme: string) => `/${lang}/${scheme}/place/objection`,
  list: (lang: string, scheme: string, listId: string) => `/${lang}/${scheme}/lists/${listId}`,
  listFile: (lang: string, scheme: string, listId: string, file: string) =>
    `/${lang}/${scheme}/lists/${listId}/files/${file}`,
  run: (lang: string, scheme: string, runId: string) => `/${lang}/${scheme}/runs/${runId}`,
  runFile: (lang: string, scheme: string, runId: string, file: string) =>
    `/${lang}/${scheme}/runs/${runId}/files/${file}`,
} as const;
