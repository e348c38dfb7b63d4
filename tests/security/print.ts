import { ROLE_WORDS, ROLES, TABLE } from "./policy-table.ts";

/** The table as people read it: one line a route, one column a role. */
export function printRoutes(): string {
  const head = ["Route", ...ROLES, "Why"];
  const rows = TABLE.map((row) => {
    const of = row.of === "preparing" ? "a call being prepared" : `${row.of} run`;
    const path = row.of ? `${row.route} (${of})` : row.route;
    return [`\`${path}\``, ...ROLES.map((role) => (row.who.includes(role) ? "yes" : "–")), row.why];
  });
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `# Who may open what

Made from \`tests/security/policy-table.ts\` by \`npm run routes\`; change it there. A test asks every
route as every role, for a thing of one's own, of another country, of another scheme, for one that
is not there and for nonsense. Whoever is not let in gets the same page as for a thing that is not
there; somebody who is not signed in is led to the sign-in page or, for a learner's page, to the door
for code and birth date. A POST needs a key, works once for each key, and is refused when it comes
from another site's page.

${ROLES.map((role) => `- **${role}**: ${ROLE_WORDS[role]}`).join("\n")}

The things asked for belong to Albania, whose country partner is \`partner\`. A list is open to a
country partner for the own country's rows alone, however it is searched, counted or taken as a file.

${line(head)}
${line(head.map(() => "---"))}
${rows.map(line).join("\n")}
`;
}
