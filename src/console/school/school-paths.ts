import { paths } from "../paths.ts";

const at = (scheme: string, rest: string) => `${paths.school(scheme)}${rest}`;

/** Addresses of a school officer's pages, and of those where the office lets schools in. */
export const schoolPaths = {
  today: paths.school,
  classes: (scheme: string) => at(scheme, "/classes"),
  class: (scheme: string, classId: string) => at(scheme, `/classes/${classId}`),
  poster: (scheme: string, classId: string) => at(scheme, `/classes/${classId}/poster`),
  classWithdrawal: (scheme: string, classId: string) =>
    at(scheme, `/classes/${classId}/withdrawal`),
  pupils: (scheme: string) => at(scheme, "/applicants"),
  facts: (scheme: string, callId: string) => at(scheme, `/calls/${callId}/facts`),
  consentMessage: (scheme: string) => at(scheme, "/consent-message"),
  preparation: (scheme: string) => at(scheme, "/preparation"),
  staff: (scheme: string) => at(scheme, "/staff"),
  print: (scheme: string) => at(scheme, "/print"),
  printedList: (scheme: string, callId: string) => at(scheme, `/print/${callId}`),
  handOver: (scheme: string) => at(scheme, "/hand-over"),
  handOverEnding: (scheme: string, handOverId: string) =>
    at(scheme, `/hand-over/${handOverId}/ending`),
  requests: (scheme: string) => `/console/${scheme}/school-requests`,
  requestVerification: (scheme: string, requestId: string) =>
    `/console/${scheme}/school-requests/${requestId}/verification`,
  requestRefusal: (scheme: string, requestId: string) =>
    `/console/${scheme}/school-requests/${requestId}/refusal`,
  verification: (scheme: string, organisationId: string) =>
    `/console/${scheme}/organisations/${organisationId}/verification`,
  preselection: (scheme: string, callId: string) =>
    `/console/${scheme}/calls/${callId}/pre-selection`,
  /** On the public side: where a class code leads, and where anybody checks a poster. */
  publicApply: (lang: string, scheme: string, call: string) => `/${lang}/${scheme}/apply/${call}`,
  publicHead: (lang: string, scheme: string, secret: string) =>
    `/${lang}/${scheme}/head-confirmation/${secret}`,
  publicPlace: (lang: string, scheme: string) => `/${lang}/${scheme}/place`,
  publicCheck: (lang: string, scheme: string) => `/${lang}/${scheme}/check`,
} as const;
