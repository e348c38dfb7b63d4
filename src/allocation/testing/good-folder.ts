/** A folder of three people and two places with nothing wrong in it, to be spoilt by tests. */
export const GOOD: Readonly<Record<string, string | Uint8Array>> = {
  "applicants.csv":
    "applicant,points,school,country\nana,80,s1,AL\nbesa,70,s1,AL\ncvetan,60,s2,MK\n",
  "places.csv": "place,capacity,city\nbol-1,1,bologna\nsev-1,2,seville\n",
  "options.csv": "applicant,place,rank\nana,bol-1,1\nbesa,bol-1,1\nbesa,sev-1,2\ncvetan,sev-1,1\n",
  "rules.json": '{\n  "rule": "stable"\n}\n',
};
