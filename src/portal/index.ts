import type { Route } from "../platform/web/route.ts";
import { routes as about } from "./about/about.page.ts";
import { routes as openData } from "./about/open-data.page.ts";
import { routes as apply } from "./apply/index.ts";
import { routes as attendance } from "./attendance/index.ts";
import { routes as calendar } from "./calendar/feed.page.ts";
import { routes as call } from "./calls/call.page.ts";
import { routes as calls } from "./calls/calls.page.ts";
import { routes as callDates } from "./calls/dates.page.ts";
import { routes as feeds } from "./calls/feeds.page.ts";
import { routes as poster } from "./calls/poster.page.ts";
import { routes as check } from "./check/check.page.ts";
import { routes as cities } from "./cities/cities.page.ts";
import { routes as city } from "./cities/city.page.ts";
import { routes as countries } from "./countries/countries.page.ts";
import { routes as country } from "./countries/country.page.ts";
import { routes as events } from "./events/index.ts";
import { routes as forThem } from "./for/for.page.ts";
import { routes as guardian } from "./guardian/guardian.page.ts";
import { routes as guardianTask } from "./guardian/task.page.ts";
import { routes as home } from "./home/home.page.ts";
import { routes as host } from "./host/index.ts";
import { routes as how } from "./how/how.page.ts";
import { routes as library } from "./library/index.ts";
import { routes as lists } from "./lists/list.page.ts";
import { routes as network } from "./network/network.page.ts";
import { routes as news } from "./news/news.page.ts";
import { routes as newsletter } from "./news/newsletter.page.ts";
import { routes as opportunityFeeds } from "./opportunities/feeds.page.ts";
import { routes as opportunities } from "./opportunities/opportunities.page.ts";
import { routes as place } from "./place/index.ts";
import { routes as reflection } from "./reflection/reflection.page.ts";
import { routes as results } from "./results/results.page.ts";
import { routes as robots } from "./robots/sitemap.page.ts";
import { routes as runs } from "./runs/run.page.ts";
import { routes as schoolAccess } from "./school-access/school-access.page.ts";
import { routes as checkPaper } from "./sign/check-paper.page.ts";
import { routes as sign } from "./sign/sign.page.ts";

import { routes as storyConsent } from "./stories/consent.page.ts";
import { routes as storyFeeds } from "./stories/feeds.page.ts";
import { routes as stories } from "./stories/stories.page.ts";
import { routes as story } from "./stories/story.page.ts";

/** Every public page. */
export const routes: readonly Route[] = [
  ...home,
  ...calls,
  ...calendar,
  ...call,
  ...attendance,
  ...callDates,
  ...poster,
  ...feeds,
  ...check,
  ...cities,
  ...city,
  ...countries,
  ...country,
  ...opportunities,
  ...opportunityFeeds,
  ...network,
  ...events,
  ...forThem,
  ...schoolAccess,
  ...apply,
  ...how,
  ...results,
  ...place,
  ...guardian,
  ...guardianTask,
  ...host,
  ...sign,
  ...checkPaper,
  ...reflection,
  ...lists,
  ...library,
  ...runs,
  ...about,
  ...openData,
  ...stories,
  ...storyFeeds,
  ...story,
  ...storyConsent,
  ...news,
  ...newsletter,
  ...robots,
];
