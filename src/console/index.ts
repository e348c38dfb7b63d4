import type { Route } from "../platform/web/route.ts";
import { routes as agreements } from "./agreements/index.ts";
import { routes as ownTemplates } from "./agreements/own-index.ts";
import { routes as comparison } from "./allocation/comparison.page.ts";
import { routes as folder } from "./allocation/folder.page.ts";
import { routes as pins } from "./allocation/pins.page.ts";
import { routes as publication } from "./allocation/publication.page.ts";
import { routes as workbench } from "./allocation/workbench.page.ts";
import { routes as applicants } from "./applicants/applicants.page.ts";
import { routes as applicantsCsv } from "./applicants/applicants-file.page.ts";
import { routes as archive } from "./archive/archive.page.ts";
import { routes as attendance } from "./attendance/index.ts";
import { routes as board } from "./board/board.page.ts";
import { routes as boardCountry } from "./board/country.page.ts";
import { routes as boardLine } from "./board/line.page.ts";
import { routes as calls } from "./calls/index.ts";
import { routes as checkRequests } from "./check-requests/check-requests.page.ts";
import { routes as consents } from "./consents/index.ts";
import { routes as countrySheets } from "./country-sheets/index.ts";
import { routes as duplicates } from "./duplicates/duplicates.page.ts";
import { routes as duplicatePair } from "./duplicates/pair.page.ts";
import { routes as entries } from "./entries/index.ts";
import { routes as events } from "./events/index.ts";
import { routes as flow } from "./flows/flow.page.ts";
import { routes as flowEnd } from "./flows/flow-end.page.ts";
import { routes as flows } from "./flows/flows.page.ts";
import { routes as forms } from "./forms/index.ts";
import { routes as growth } from "./growth/index.ts";
import { routes as home } from "./home/home.page.ts";
import { routes as hosting } from "./hosting/index.ts";
import { routes as oneImport } from "./imports/import.page.ts";
import { routes as imports } from "./imports/imports.page.ts";
import { routes as kits } from "./kits/index.ts";
import { routes as library } from "./library/index.ts";
import { routes as messages } from "./messages/index.ts";
import { routes as mobilities } from "./mobilities/mobilities.page.ts";
import { routes as mobility } from "./mobilities/mobility.page.ts";
import { routes as newStay } from "./mobilities/new-stay.page.ts";
import { routes as shorterStay } from "./mobilities/shorter.page.ts";
import { routes as offers } from "./offers/index.ts";
import { routes as opportunities } from "./opportunities/index.ts";
import { routes as office } from "./organisations/office.page.ts";
import { routes as organisation } from "./organisations/organisation.page.ts";
import { routes as keepOrganisations } from "./organisations/organisation-form.page.ts";
import { routes as organisations } from "./organisations/organisations.page.ts";
import { routes as outbox } from "./outbox/outbox.page.ts";
import { routes as spoken } from "./people/languages.page.ts";
import { routes as needs } from "./people/needs.page.ts";
import { routes as person } from "./people/person.page.ts";
import { routes as posts } from "./people/post.page.ts";
import { routes as preparation } from "./preparation/index.ts";
import { routes as outcomeActs } from "./recognition/acts.page.ts";
import { routes as outcomes } from "./recognition/outcomes.page.ts";
import { routes as school } from "./school/index.ts";
import { routes as search } from "./search/search.page.ts";
import { routes as selection } from "./selection/index.ts";
import { routes as languages } from "./settings/languages.page.ts";
import { routes as lines } from "./settings/lines.page.ts";
import { routes as people } from "./settings/people.page.ts";
import { routes as programme } from "./settings/programme.page.ts";
import { routes as readers } from "./settings/readers.page.ts";
import { routes as texts } from "./settings/texts.page.ts";
import { routes as stories } from "./stories/index.ts";
import { routes as travel } from "./travel/index.ts";
import { routes as filesApart } from "./uploads/files-apart.page.ts";

/** Every page of the staff, but those of the front door, which need the sign-in of the program. */
export const routes: readonly Route[] = [
  ...home,
  ...board,
  ...boardLine,
  ...boardCountry,
  ...applicants,
  ...applicantsCsv,
  ...person,
  ...needs,
  ...spoken,
  ...posts,
  ...duplicates,
  ...duplicatePair,
  ...entries,
  ...countrySheets,
  ...opportunities,
  ...growth,
  ...organisations,
  ...organisation,
  ...keepOrganisations,
  ...office,
  ...calls,
  ...forms,
  ...flows,
  ...flow,
  ...flowEnd,
  ...mobilities,
  ...newStay,
  ...mobility,
  ...shorterStay,
  ...outcomes,
  ...outcomeActs,
  ...preparation,
  ...hosting,
  ...imports,
  ...oneImport,
  ...workbench,
  ...pins,
  ...publication,
  ...comparison,
  ...folder,
  ...offers,
  ...consents,
  ...agreements,
  ...checkRequests,
  ...outbox,
  ...filesApart,
  ...people,
  ...messages,
  ...events,
  ...attendance,
  ...stories,
  ...library,
  ...kits,
  ...search,
  ...selection,
  ...programme,
  ...lines,
  ...readers,
  ...languages,
  ...archive,
  ...texts,
  ...travel,
  ...ownTemplates,
  ...school,
];
