/** A sheet of many participants, as a coordinator would bring it. All invented. */
export const ROWS = 1_500;

const HEAD =
  "Reference;Given names;Family name;Birth date;Country;Sending organisation;Hosting city;" +
  "Hosting country;First day;Last day";
const CITIES = ["Bologna;Italy", "Maribor;Slovenia", "Wrocław;Poland", "Seville;Spain"];

const two = (n: number): string => String(n).padStart(2, "0");

export function participantsFile(mark: string, school: { name: string; country: string }): File {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const birth = `${2006 + (at % 3)}-${two(1 + (at % 12))}-${two(1 + (at % 28))}`;
    const stay = CITIES[at % CITIES.length];
    return `${mark}-${at};Besa ${mark};Invented ${at};${birth};${school.country};"${school.name}";${stay};2025-03-03;2025-03-28`;
  });
  return new File([`${HEAD}\n${rows.join("\n")}\n`], `${mark}.csv`, { type: "text/csv" });
}
