import { afterAll, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { fold } from "../../shared/fold.ts";
import { LOCALES, type Locale, localeFacts, wordsFor } from "./index.ts";

const db = await testDatabase();
afterAll(() => db.close());

const GAJ =
  "Adamović Adrović Adžić Avdić Cvitković Čengić Ćatić Dizdar Dvornik Džafić Đapo Hadžić Lovrić Lukić Ljubić Nikolić Nukić Njegić Suljić Šabić Tadić Zec Žilić";

/** Family names in the order of a reader's alphabet, each next to one that English would put first. */
const GOLD: Readonly<Record<Locale, string>> = {
  bs: GAJ,
  cnr: "Cerović Čabarkapa Ćetković Dulović Džaković Đukanović Lubarda Ljumović Nusal Njunjić Sutović Šutović Śekić Tomović Zeković Žižić Źenović",
  en: "Adams Brown Clarke Evans Hughes Jones Lewis Morris Taylor White",
  hr: GAJ,
  mk: "Арсов Гоцев Дамјановски Ѓорѓиев Еленов Жежов Зафиров Ѕвезданов Илиев Јанев Коцев Лозанов Љатифи Најденов Њагулов Стојанов Тасев Ќосев Узунов Цветков Чапов Џамбазов Шутев",
  sq: "Cana Çela Dushi Dhima Gurra Gjoka Lushi Llapi Nushi Njazi Rusi Rrapi Suli Shala Tushi Thaçi Xoxa Xhafa Zyba Zhuri",
  "sr-Cyrl":
    "Адамовић Гавриловић Дабић Ђурић Ерић Жикић Зорић Илић Јовић Кнежевић Лазић Љубић Николић Његован Савић Тадић Ћирић Урошевић Цветић Чолић Џодић Шећеров",
  "sr-Latn": GAJ,
};

test.each(LOCALES)("a list stands in the order of a reader of %s", async (locale) => {
  const gold = GOLD[locale].split(" ");
  const mixed = [...gold].sort((a, b) => (fold(a) + a < fold(b) + b ? 1 : -1));
  expect(mixed).not.toEqual(gold);
  expect([...mixed].sort(wordsFor(locale).compare)).toEqual(gold);
  const collation = localeFacts(locale).collation;
  const rows = await db.sql<{ name: string }>(
    `select name from unnest($1::text[]) as n (name) order by name collate "${collation}"`,
    [mixed],
  );
  expect(rows.map((row) => row.name)).toEqual(gold);
});

/** Spellings of one name; whoever types one of them finds all. */
const SAME = [
  "Đorđević Djordjevic Ђорђевић Dordevic ĐORĐEVIĆ",
  "Đurić Djurić Ђурић djuric",
  "Ljubica Љубица ЉУБИЦА",
  "Njegoš Његош Njegos",
  "Džemal Џемал Dzemal",
  "Надја Nadja Nađa Нађа",
  "Шећеров Šećerov Secerov",
  "Ѓорѓи Gjorgji",
  "Ќосев Kjosev",
  "Ѕвезда Dzvezda",
  "Петрушевски Petruševski Petrushevski",
  "Жежов Žežov Zhezhov",
  "Чапов Čapov Chapov",
  "Śekić Šekić Sekic",
  "Źenović Zenovic",
  "Çela Cela ÇELA",
  "Gëzim Gezim",
  "Łukasz Lukasz",
  "Ħamrun Hamrun",
  "Ѝван Иван Ivan",
] as const;

test.each(SAME)("%s are found by one another", (spellings) => {
  const forms = spellings
    .split(" ")
    .flatMap((name) => [name.normalize("NFC"), name.normalize("NFD")]);
  expect([...new Set(forms.map(fold))]).toHaveLength(1);
});

test("names that only look alike stay apart", () => {
  for (const pair of ["Horvat Hrvat", "Marić Mirić", "Костић Костов", "Gashi Gaši-Begu"]) {
    const [one = "", other = ""] = pair.split(" ");
    expect(fold(one)).not.toBe(fold(other));
  }
});

test("the database folds as the code does", async () => {
  const names = [...SAME.flatMap((spellings) => spellings.split(" ")), ...Object.values(GOLD)]
    .flatMap((name) => [name, name.normalize("NFD"), name.toUpperCase()])
    .concat("O’Connor-Đukić", "Straße", "Işık İnan", "Núñez", "Żółć", "Zoë", "100%_\\");
  const rows = await db.sql<{ folded: string }>(
    "select ref.fold(name) as folded from unnest($1::text[]) with ordinality as n (name, at) order by at",
    [names],
  );
  expect(rows.map((row) => row.folded)).toEqual(names.map(fold));
});

test("three languages share an order, and with it an index", async () => {
  for (const collation of ["bs-x-icu", "hr-x-icu", "sr-Latn-x-icu"]) {
    const rows = await db.sql<{ name: string }>(
      `select name from unnest($1::text[]) as n (name) order by name collate "${collation}"`,
      [GAJ.split(" ").reverse()],
    );
    expect(rows.map((row) => row.name).join(" ")).toBe(GAJ);
  }
});

test("each reading order has its index on the list of people", async () => {
  const indexes = await db.sql<{ indexdef: string }>(
    "select indexdef from pg_indexes where indexname like 'persons_list_%'",
  );
  for (const locale of LOCALES) {
    const { collation } = localeFacts(locale);
    const there = indexes.some(({ indexdef }) =>
      new RegExp(`family_name COLLATE "?${collation}"?,`).test(indexdef),
    );
    expect({ locale, there }).toEqual({ locale, there: true });
  }
});
