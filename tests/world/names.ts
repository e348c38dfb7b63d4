/**
 * Invented names, common in each country, so that the demo looks like the region without being
 * anybody. Given names carry the gender they usually go with; the two lists are combined by chance
 * from a fixed seed.
 */
type Gender = "woman" | "man";
export type Names = {
  readonly woman: readonly string[];
  readonly man: readonly string[];
  /** Family names; `woman` where the form differs (Macedonian). */
  readonly family: readonly string[];
  readonly familyWoman?: readonly string[];
};

const ALBANIAN: Names = {
  woman: [
    "Elira",
    "Besa",
    "Drita",
    "Teuta",
    "Lirije",
    "Mimoza",
    "Vjosa",
    "Arjeta",
    "Blerta",
    "Dafina",
    "Rina",
    "Sara",
    "Era",
    "Albana",
    "Valbona",
  ],
  man: [
    "Arben",
    "Besnik",
    "Driton",
    "Ilir",
    "Agron",
    "Fatos",
    "Luan",
    "Gent",
    "Erion",
    "Klajdi",
    "Bledar",
    "Shpend",
    "Valon",
    "Edon",
    "Florian",
  ],
  family: [
    "Hoxha",
    "Shehu",
    "Prifti",
    "Gjoka",
    "Marku",
    "Leka",
    "Dervishi",
    "Çela",
    "Kola",
    "Ndreu",
    "Zeneli",
    "Basha",
    "Duka",
    "Toska",
    "Rama",
  ],
};

const KOSOVAN: Names = {
  ...ALBANIAN,
  family: [
    "Krasniqi",
    "Gashi",
    "Berisha",
    "Morina",
    "Shala",
    "Bytyqi",
    "Thaqi",
    "Hoti",
    "Kelmendi",
    "Rexhepi",
    "Osmani",
    "Ahmeti",
    "Sejdiu",
    "Maloku",
  ],
};

const BOSNIAN: Names = {
  woman: [
    "Amina",
    "Lejla",
    "Emina",
    "Selma",
    "Ajla",
    "Marija",
    "Ivana",
    "Dženana",
    "Jovana",
    "Merjem",
    "Hana",
    "Ilma",
    "Anđela",
  ],
  man: [
    "Tarik",
    "Adnan",
    "Emir",
    "Kenan",
    "Mirza",
    "Nermin",
    "Luka",
    "Stefan",
    "Haris",
    "Faruk",
    "Vedad",
    "Dino",
    "Ante",
  ],
  family: [
    "Hodžić",
    "Begić",
    "Kovačević",
    "Delić",
    "Mehić",
    "Tomić",
    "Jurić",
    "Softić",
    "Ćosić",
    "Babić",
    "Osmanović",
    "Đurić",
    "Imamović",
    "Šarić",
  ],
};

const MONTENEGRIN: Names = {
  woman: [
    "Milena",
    "Jelena",
    "Anja",
    "Tamara",
    "Maja",
    "Nina",
    "Sanja",
    "Ksenija",
    "Teodora",
    "Iva",
  ],
  man: [
    "Vuk",
    "Balša",
    "Nikola",
    "Luka",
    "Petar",
    "Danilo",
    "Filip",
    "Andrija",
    "Bogdan",
    "Matija",
  ],
  family: [
    "Popović",
    "Vujović",
    "Radulović",
    "Marković",
    "Đukanović-Perić",
    "Knežević",
    "Bulatović",
    "Šćepanović",
    "Ivanović",
    "Nikčević",
  ],
};

const MACEDONIAN: Names = {
  woman: [
    "Elena",
    "Marija",
    "Sandra",
    "Biljana",
    "Ana",
    "Katerina",
    "Simona",
    "Angela",
    "Sara",
    "Ivana",
  ],
  man: [
    "Aleksandar",
    "Stefan",
    "Filip",
    "Nikola",
    "Martin",
    "Bojan",
    "Darko",
    "Igor",
    "Kristijan",
    "David",
  ],
  family: [
    "Petrovski",
    "Stojanovski",
    "Trajkovski",
    "Dimitrovski",
    "Ilievski",
    "Nikolovski",
    "Jovanovski",
    "Ristevski",
    "Angelovski",
    "Georgievski",
  ],
  familyWoman: [
    "Petrovska",
    "Stojanovska",
    "Trajkovska",
    "Dimitrovska",
    "Ilievska",
    "Nikolovska",
    "Jovanovska",
    "Ristevska",
    "Angelovska",
    "Georgievska",
  ],
};

const SERBIAN: Names = {
  woman: [
    "Milica",
    "Jovana",
    "Teodora",
    "Anđela",
    "Nevena",
    "Sofija",
    "Katarina",
    "Dunja",
    "Isidora",
    "Tijana",
  ],
  man: [
    "Marko",
    "Stefan",
    "Miloš",
    "Uroš",
    "Lazar",
    "Nemanja",
    "Ognjen",
    "Vladimir",
    "Đorđe",
    "Pavle",
  ],
  family: [
    "Jovanović",
    "Petrović",
    "Nikolić",
    "Ilić",
    "Stojanović",
    "Živković",
    "Đorđević",
    "Pavlović",
    "Milošević",
    "Savić",
    "Stanković",
    "Lukić",
  ],
};

const ITALIAN: Names = {
  woman: ["Giulia", "Chiara", "Elisa", "Francesca", "Martina", "Silvia", "Laura", "Sara"],
  man: ["Marco", "Luca", "Andrea", "Davide", "Matteo", "Stefano", "Enrico", "Fabio"],
  family: ["Rossi", "Bianchi", "Galli", "Fontana", "Moretti", "Barbieri", "Rinaldi", "Caruso"],
};

const BY_COUNTRY: Readonly<Record<string, Names>> = {
  AL: ALBANIAN,
  XK: KOSOVAN,
  BA: BOSNIAN,
  ME: MONTENEGRIN,
  MK: MACEDONIAN,
  RS: SERBIAN,
  IT: ITALIAN,
};

/** Numbers in [0, 1) from a seed, the same on every machine (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pick = <T>(from: readonly T[], next: () => number): T =>
  from[Math.floor(next() * from.length)] as T;

/** People of one country, each pair of names once. */
export function inventedNames(country: string, next: () => number) {
  const names = BY_COUNTRY[country];
  if (!names) throw new Error(`no names for ${country}`);
  const used = new Set<string>();
  return (gender: Gender): { givenNames: string; familyName: string } => {
    for (;;) {
      const givenNames = pick(names[gender], next);
      const families = gender === "woman" ? (names.familyWoman ?? names.family) : names.family;
      const familyName = pick(families, next);
      if (used.has(`${givenNames} ${familyName}`)) continue;
      used.add(`${givenNames} ${familyName}`);
      return { givenNames, familyName };
    }
  };
}
