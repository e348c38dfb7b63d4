/** The people and houses of the sample papers: invented, with numbers that nobody has. */
import { day } from "../shared/day.ts";
import type { SignatureLine } from "./paper-head.ts";

export const HASH = "9f2c4e7a1b6d8035c4f1e2a7b9d06853e1c7a4f2d8b5096e3a1c7f4d2b8e6095";

export const sending = {
  name: "Shkolla e Mesme Profesionale “Kolin Gjoka”",
  oid: "E10203040",
  address: "Rruga e Kalasë 12, Lezhë",
  country: "Albania",
  contact: {
    name: "Valbona Marku",
    role: "Mobility coordinator",
    email: "mobility@shkolla.example",
    phone: "+355 69 000 0001",
  },
};
export const mentor = {
  name: "Francesca Bellini",
  role: "Head of workshop",
  email: "f.bellini@officina.example",
  phone: "+39 051 000 0002",
};
export const hosting = {
  name: "Officina Meccanica Bellini s.r.l.",
  oid: "E50607080",
  address: "Via del Lavoro 8, 40127 Bologna",
  country: "Italy",
  contact: { name: "Paolo Bellini", role: "Owner", phone: "+39 051 000 0003" },
  mentor,
};
export const intermediary = {
  name: "Ponte Formazione",
  oid: "E11223344",
  address: "Piazza Verde 3, 40121 Bologna",
  country: "Italy",
  contact: { name: "Giulia Rinaldi", role: "Mobility officer", phone: "+39 051 000 0004" },
};
export const participant = {
  name: "Đorđe Çela",
  born: day("2009-05-17"),
  email: "djordje.cela@learner.example",
  phone: "+355 69 000 0005",
};
export const guardian = { name: "Ćamila Çela", role: "mother", phone: "+355 69 000 0006" };
export const [from, to] = [day("2027-03-14"), day("2027-04-10")];

export const line = (
  role: SignatureLine["role"],
  name: string,
  signed?: SignatureLine["signed"],
  capacity?: string,
): SignatureLine => ({
  role,
  name,
  ...(capacity === undefined ? {} : { capacity }),
  ...(signed === undefined ? {} : { signed }),
});

export const byLink = (at: string, typedName: string) =>
  ({ at, channel: "link", typedName, textHash: HASH }) as const;
