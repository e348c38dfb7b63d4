/** Invented staff of the consortium. Their addresses end in `.example`, which no mail server serves. */
export const STAFF = [
  {
    name: "Anna Ferri",
    email: "anna@uniser.example",
    role: "coordinator",
    partner: "uniser",
    country: null,
  },
  {
    name: "Paolo Conti",
    email: "paolo@uniser.example",
    role: "coordinator",
    partner: "uniser",
    country: null,
  },
  {
    name: "Mirela Lleshi",
    email: "mirela@albanianskills.example",
    role: "country-partner",
    partner: "al",
    country: "AL",
  },
  {
    name: "Selma Karić",
    email: "selma@iuslife.example",
    role: "country-partner",
    partner: "ba",
    country: "BA",
  },
  {
    name: "Blerim Zogaj",
    email: "blerim@rea.example",
    role: "country-partner",
    partner: "xk",
    country: "XK",
  },
  {
    name: "Jovana Raičević",
    email: "jovana@komora.example",
    role: "country-partner",
    partner: "me",
    country: "ME",
  },
  {
    name: "Viktorija Nikova",
    email: "viktorija@ncdiel.example",
    role: "country-partner",
    partner: "mk",
    country: "MK",
  },
  {
    name: "Dragan Mitić",
    email: "dragan@pks.example",
    role: "country-partner",
    partner: "rs",
    country: "RS",
  },
  {
    name: "Claire Dumont",
    email: "claire@auditor.example",
    role: "auditor",
    partner: null,
    country: null,
  },
  {
    name: "Marta Vidmar",
    email: "marta@assessor.example",
    role: "assessor",
    partner: null,
    country: null,
  },
  {
    name: "Jan Kowal",
    email: "jan@assessor.example",
    role: "assessor",
    partner: null,
    country: null,
  },
  {
    name: "Rosa Delgado",
    email: "rosa@assessor.example",
    role: "assessor",
    partner: null,
    country: null,
  },
] as const;

/** Who scores the job shadowing; the first has everything still before her. */
export const ASSESSORS = STAFF.filter((person) => person.role === "assessor");
