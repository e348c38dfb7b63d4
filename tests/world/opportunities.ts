import { addDays, type Day, day } from "../../src/shared/day.ts";
import {
  proposeOpportunity,
  type TypedOpportunity,
} from "../../src/stages/opportunities/propose-opportunity.ts";
import type { World } from "./build.ts";
import { atNine } from "./days.ts";
import { must } from "./must.ts";

/** The day on which the pages of these programmes were read, in copies. */
const READ = day("2026-11-22");
/** As this programme's office does: what has no last day is looked at again before the list drops it. */
const DAYS_BELIEVED = 120;

type Sketch = Omit<TypedOpportunity, "checkedOn"> & {
  readonly by: string;
  /** When it was proposed: one that is over by now was not over then. Null: the other day. */
  readonly on: string | null;
};

/** Programmes that exist, as their pages say: two one may still join, one that waits, two that are over. */
const SKETCHES: readonly Sketch[] = [
  {
    by: "anna@uniser.example",
    on: null,
    title: {
      en: "European Solidarity Corps: volunteering",
      sq: "Korpusi Evropian i Solidaritetit: vullnetarizëm",
      "sr-Cyrl": "Европске снаге солидарности: волонтирање",
      mk: "Европски корпус за солидарност: волонтирање",
      bs: "Evropske snage solidarnosti: volontiranje",
      hr: "Evropske snage solidarnosti: volontiranje",
      cnr: "Evropske snage solidarnosti: volontiranje",
    },
    about: {
      en: "Volunteering abroad for young people from 18 to 30, alone or in a team: full-time, unpaid, with travel, food and a room paid. One applies to a project together with an organisation of the own country.",
      sq: "Vullnetarizëm jashtë vendit për të rinj nga 18 deri në 30 vjeç, vetëm ose në grup: me kohë të plotë, pa pagesë, me udhëtim, ushqim dhe dhomë të paguar. Aplikohet për një projekt bashkë me një organizatë të vendit tënd.",
      "sr-Cyrl":
        "Волонтирање у иностранству за младе од 18 до 30 година, појединачно или у тиму: пуно радно време, без плате, уз плаћен пут, храну и смештај. Пријављује се за пројекат заједно с организацијом из своје земље.",
      mk: "Волонтирање во странство за млади од 18 до 30 години, поединечно или во тим: полно работно време, без плата, со платен пат, храна и сместување. Се пријавува за проект заедно со организација од својата земја.",
      bs: "Volontiranje u inostranstvu za mlade od 18 do 30 godina, pojedinačno ili u timu: puno radno vrijeme, bez plate, uz plaćen put, hranu i smještaj. Prijavljuje se za projekat zajedno s organizacijom iz svoje zemlje.",
      hr: "Volontiranje u inozemstvu za mlade od 18 do 30 godina, pojedinačno ili u timu: puno radno vrijeme, bez plaće, uz plaćen put, hranu i smještaj. Prijavljuje se za projekt zajedno s organizacijom iz svoje zemlje.",
      cnr: "Volontiranje u inostranstvu za mlade od 18 do 30 godina, pojedinačno ili u timu: puno radno vrijeme, bez plate, uz plaćen put, hranu i smještaj. Prijavljuje se za projekat zajedno s organizacijom iz svoje zemlje.",
    },
    organiser: "European Union",
    countries: ["AL", "BA", "ME", "RS", "XK"],
    audience: ["learners"],
    lineCode: "",
    deadline: "",
    source: "Western Balkans contact points: opportunities",
    link: "https://contactpoints.eu/esc-opportunities-for-wb/",
  },
  {
    by: "anna@uniser.example",
    on: null,
    title: {
      en: "Erasmus for Young Entrepreneurs",
      sq: "Erasmus për Sipërmarrës të Rinj",
      "sr-Cyrl": "Еразмус за младе предузетнике",
      mk: "Еразмус за млади претприемачи",
      bs: "Erasmus za mlade poduzetnike",
      hr: "Erasmus za mlade poduzetnike",
      cnr: "Erasmus za mlade poduzetnike",
    },
    about: {
      en: "One to six months with an experienced entrepreneur in another country, for whoever is over 18 and has a business idea or a business younger than three years. Applications all year.",
      sq: "Një deri në gjashtë muaj pranë një sipërmarrësi me përvojë në një vend tjetër, për këdo mbi 18 vjeç me një ide biznesi ose me biznes më të ri se tre vjet. Aplikime gjatë gjithë vitit.",
      "sr-Cyrl":
        "Један до шест месеци код искусног предузетника у другој земљи, за свакога ко има више од 18 година и пословну идеју или фирму млађу од три године. Пријаве целе године.",
      mk: "Еден до шест месеци кај искусен претприемач во друга земја, за секој над 18 години со деловна идеја или фирма помлада од три години. Пријави цела година.",
      bs: "Jedan do šest mjeseci kod iskusnog poduzetnika u drugoj zemlji, za svakoga ko ima više od 18 godina i poslovnu ideju ili firmu mlađu od tri godine. Prijave cijele godine.",
      hr: "Jedan do šest mjeseci kod iskusnog poduzetnika u drugoj zemlji, za svakoga tko ima više od 18 godina i poslovnu ideju ili tvrtku mlađu od tri godine. Prijave cijele godine.",
      cnr: "Jedan do šest mjeseci kod iskusnog poduzetnika u drugoj zemlji, za svakoga ko ima više od 18 godina i poslovnu ideju ili firmu mlađu od tri godine. Prijave cijele godine.",
    },
    organiser: "European Union",
    countries: ["AL", "BA", "ME", "MK", "RS", "XK"],
    audience: ["learners"],
    lineCode: "",
    deadline: "",
    source: "Europe House, Montenegro",
    link: "https://evropskakuca.me/an-opportunity-for-young-entrepreneurs-from-montenegro-to-gain-experience-abroad",
  },
  {
    by: "jovana@komora.example",
    on: null,
    title: {
      en: "eTwinning: projects between schools",
      sq: "eTwinning: projekte mes shkollave",
      "sr-Cyrl": "⟦eTwinning⟧: пројекти између школа",
      mk: "⟦eTwinning⟧: проекти меѓу училишта",
      bs: "eTwinning: projekti između škola",
      hr: "eTwinning: projekti između škola",
      cnr: "eTwinning: projekti između škola",
    },
    about: {
      en: "Schools of Montenegro take part since April 2022: projects with classes of other countries, colleagues, and courses for teachers.",
      sq: "Shkollat e Malit të Zi marrin pjesë që nga prilli 2022: projekte me klasa të vendeve të tjera, kolegë dhe kurse për mësimdhënës.",
      "sr-Cyrl":
        "Школе из Црне Горе учествују од априла 2022: пројекти с одељењима из других земаља, колеге и курсеви за наставнике.",
      mk: "Училиштата од Црна Гора учествуваат од април 2022: проекти со паралелки од други земји, колеги и курсеви за наставници.",
      bs: "Škole iz Crne Gore učestvuju od aprila 2022: projekti s odjeljenjima iz drugih zemalja, kolege i kursevi za nastavnike.",
      hr: "Škole iz Crne Gore sudjeluju od travnja 2022.: projekti s razredima iz drugih zemalja, kolege i tečajevi za nastavnike.",
      cnr: "Škole iz Crne Gore učestvuju od aprila 2022: projekti s odjeljenjima iz drugih zemalja, kolege i kursevi za nastavnike.",
    },
    organiser: "European Commission",
    countries: ["ME"],
    audience: ["staff", "schools"],
    lineCode: "",
    deadline: "",
    source: "eTwinning welcomes Montenegro",
    link: "https://www.etwinning.net/en/pub/newsroom/highlights/etwinning-welcomes-montenegro.htm",
  },
  {
    by: "anna@uniser.example",
    on: "2026-01-12",
    title: {
      en: "Capacity building in VET: Western Balkans 2026",
      sq: "Ngritje kapacitetesh në AFP: Ballkani Perëndimor 2026",
      "sr-Cyrl": "Изградња капацитета у стручном образовању: Западни Балкан 2026",
      mk: "Градење капацитети во стручното образование: Западен Балкан 2026",
      bs: "Izgradnja kapaciteta u stručnom obrazovanju: Zapadni Balkan 2026",
      hr: "Izgradnja kapaciteta u strukovnom obrazovanju: zapadni Balkan 2026.",
      cnr: "Izgradnja kapaciteta u stručnom obrazovanju: Zapadni Balkan 2026",
    },
    about: {
      en: "Projects of schools and organisations of the Union with those of the Western Balkans; EUR 3.8 million in all.",
      sq: "Projekte të shkollave dhe organizatave të Bashkimit me ato të Ballkanit Perëndimor; 3,8 milionë euro gjithsej.",
      "sr-Cyrl":
        "Пројекти школа и организација из Уније с онима са Западног Балкана; укупно 3,8 милиона евра.",
      mk: "Проекти на училишта и организации од Унијата со оние од Западен Балкан; вкупно 3,8 милиони евра.",
      bs: "Projekti škola i organizacija iz Unije s onima sa Zapadnog Balkana; ukupno 3,8 miliona eura.",
      hr: "Projekti škola i organizacija iz Unije s onima sa zapadnog Balkana; ukupno 3,8 milijuna eura.",
      cnr: "Projekti škola i organizacija iz Unije s onima sa Zapadnog Balkana; ukupno 3,8 miliona eura.",
    },
    organiser: "European Union, EACEA",
    countries: ["AL", "BA", "ME", "XK"],
    audience: ["schools"],
    lineCode: "",
    deadline: "2026-03-26",
    source: "Grantalist: ERASMUS-EDU-2026-CB-VET-WB",
    link: "https://grantalist.com/grant/ERASMUS-EDU-2026-CB-VET-WB",
  },
  {
    by: "anna@uniser.example",
    on: "2025-06-10",
    title: {
      en: "RYCO Superschools: exchanges of secondary schools",
      sq: "RYCO Superschools: shkëmbime të shkollave të mesme",
      "sr-Cyrl": "⟦RYCO Superschools⟧: размене средњих школа",
      mk: "⟦RYCO Superschools⟧: размени на средни училишта",
      bs: "RYCO Superschools: razmjene srednjih škola",
      hr: "RYCO Superschools: razmjene srednjih škola",
      cnr: "RYCO Superschools: razmjene srednjih škola",
    },
    about: {
      en: "Two secondary schools of two societies of the Western Balkans visit each other; travel and stay are paid.",
      sq: "Dy shkolla të mesme nga dy shoqëri të Ballkanit Perëndimor vizitojnë njëra-tjetrën; udhëtimi dhe qëndrimi paguhen.",
      "sr-Cyrl":
        "Две средње школе из два друштва Западног Балкана посећују једна другу; пут и боравак су плаћени.",
      mk: "Две средни училишта од две општества на Западен Балкан се посетуваат меѓусебно; патот и престојот се платени.",
      bs: "Dvije srednje škole iz dva društva Zapadnog Balkana posjećuju jedna drugu; put i boravak su plaćeni.",
      hr: "Dvije srednje škole iz dvaju društava zapadnog Balkana posjećuju jedna drugu; put i boravak su plaćeni.",
      cnr: "Dvije srednje škole iz dva društva Zapadnog Balkana posjećuju jedna drugu; put i boravak su plaćeni.",
    },
    organiser: "Regional Youth Cooperation Office",
    countries: ["AL", "BA", "ME", "MK", "RS", "XK"],
    audience: ["schools"],
    lineCode: "",
    deadline: "2025-06-30",
    source: "fundsforNGOs: open call for RYCO Superschools",
    link: "https://fundsforindividuals.fundsforngos.org/event/open-call-for-ryco-superschools-program",
  },
];

/** Nobody had read them later than they were proposed; in a world of a later year somebody looked again. */
export function lookedAt(proposed: Day, deadline: string): Day {
  const read = [proposed, READ].sort()[0] ?? READ;
  const stale = deadline === "" && read < addDays(proposed, -DAYS_BELIEVED);
  return stale ? addDays(proposed, -3) : read;
}

/** What partners found elsewhere: the office's list, and the public one. */
export async function buildOpportunities(world: World): Promise<void> {
  const { clock, database, days } = world;
  for (const { by, on, ...typed } of SKETCHES) {
    const proposed = on === null ? days.today : day(on);
    // A world of an earlier year does not know of what came later.
    if (proposed > days.today) continue;
    clock.moveTo(atNine(proposed));
    const checkedOn = lookedAt(proposed, typed.deadline);
    await database.withTx(world.actorOf(by), async (tx) =>
      must("opportunity", await proposeOpportunity(tx, { ...typed, checkedOn })),
    );
  }
  clock.moveTo(atNine(days.today));
}
