/** A company with somebody to ask, learners of Albania who wait for one, and the forms of hosts. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { day } from "../../src/shared/day.ts";
import { acceptWithChange, asRequested } from "../../src/stages/hosting/answer-request.ts";
import { askHost } from "../../src/stages/hosting/ask-hosts.ts";
import { hostSecret, makeHostLink } from "../../src/stages/hosting/host-link.ts";
import { addContact } from "../../src/stages/hosting/keep-contact.ts";
import { matchCompanies } from "../../src/stages/hosting/match-companies.ts";
import { pinToCompany } from "../../src/stages/hosting/pin-to-company.ts";
import { setCapacities } from "../../src/stages/hosting/set-capacity.ts";
import { writeNote } from "../../src/stages/hosting/write-note.ts";
import { registerMobilities } from "../../src/stages/mobilities/register-mobility.ts";
import { addOrganisation } from "../../src/stages/organisations/add-organisation.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

const publicUrl = "http://localhost";

export type HostingThings = Awaited<ReturnType<typeof preparedHosting>>["hosting"];

export async function preparedHosting(db: TestDatabase, coordinator: StaffActor) {
  const [flow] = await db.sql<{
    id: string;
    city: string;
    country: string;
    starts: string;
    ends: string;
    host: string;
    line: string;
  }>(
    `select f.id, f.city, f.country, f.starts, f.ends, f.hosting_organisation_id as host, c.line_id as line
     from flows f join calls c on c.id = f.call_id
     where f.sending_country = 'AL' and f.scheme_id = $1 and c.number = 3 order by f.code limit 1`,
    [coordinator.schemeId],
  );
  const [school] = await db.sql<{ id: string }>(
    "select id from organisations where country = 'AL' and roles @> array['school'] and scheme_id = $1 limit 1",
    [coordinator.schemeId],
  );
  if (!flow || !school) throw new Error("no flow of Albania");
  return db.database.withTx(coordinator, async (tx) => {
    const companyId = must(
      await addOrganisation(tx, {
        name: "Company of a test",
        kind: "company",
        roles: ["company"],
        city: flow.city,
        country: flow.country,
        hostingPartnerId: flow.host,
        invented: true,
      }),
    );
    const contact = { role: "contact", phone: "", language: "it" };
    const contactId = must(
      await addContact(tx, companyId, { ...contact, name: "Test", email: "test@host.example" }),
    );
    const line = {
      trade: null,
      starts: flow.starts,
      ends: flow.ends,
      places: 20,
      minimumAge: null,
      language: null,
      level: null,
      accessible: true,
      tasks: "",
    };
    must(await setCapacities(tx, companyId, [line]));
    const stays = must(
      await registerMobilities(
        tx,
        Array.from({ length: 7 }, (_, at) => ({
          lineId: flow.line,
          reference: `host-test-${at}`,
          person: {
            givenNames: "Hosted",
            familyName: `Learner${at}`,
            birthDate: day("2009-05-01"),
            gender: "woman",
            country: "AL",
            invented: true,
          },
          sendingOrganisationId: school.id,
          hostingOrganisationId: flow.host,
          hostingCountry: flow.country,
          hostingCity: flow.city,
          starts: flow.starts,
          ends: flow.ends,
        })),
      ),
    ).map((each) => each.mobilityId as string);
    await tx.db
      .updateTable("mobilities")
      .set({ flow_id: flow.id })
      .where("id", "in", stays)
      .execute();
    const ask = async (stay: string) =>
      must(
        await askHost(tx, {
          organisationId: companyId,
          flowId: flow.id,
          mobilityIds: [stay],
          publicUrl,
        }),
      );
    const asked = await ask(stays[0]!);
    const changed = await ask(stays[1]!);
    const toChange = await asRequested(tx, hostSecret("request", changed));
    if (!toChange) throw new Error("no such link");
    must(
      await acceptWithChange(toChange, {
        places: "1",
        starts: flow.starts,
        ends: flow.ends,
        tasks: "Other tasks",
      }),
    );
    const pinnedId = must(
      await pinToCompany(tx, flow.id, {
        mobilityId: stays[2]!,
        organisationId: companyId,
        reason: "For a test",
      }),
    );
    const matchId = must(await matchCompanies(tx, flow.id));
    const kept = must(
      await askHost(tx, {
        organisationId: companyId,
        flowId: flow.id,
        mobilityIds: [stays[5]!, stays[6]!],
        publicUrl,
        later: true,
      }),
    );
    const noteId = must(
      await writeNote(tx, companyId, {
        kind: "incident",
        happenedOn: "2026-01-02",
        who: "Anna",
        note: "A cut finger",
        marks: {},
      }),
    );
    const { secret } = must(await makeHostLink(tx, companyId, "it"));
    return {
      language: "it",
      answer: "change",
      pinnedId,
      matchId,
      contactId,
      noteId,
      /** Everything of hosts that other things have a name for already. */
      hosting: {
        flowId: flow.id,
        companyId,
        asked,
        changed,
        kept,
        stays,
        starts: flow.starts,
        ends: flow.ends,
        secret: hostSecret("request", asked),
        tableSecret: secret,
      },
    };
  });
}

/** The thing of hosts that a parameter of an address stands for. */
export function hostingThing(
  { hosting }: { readonly hosting: HostingThings },
  path: string,
  name: string,
): string | undefined {
  if (path.startsWith("/host/")) {
    if (name === "secret") return path.includes("/table/") ? hosting.tableSecret : hosting.secret;
    return undefined;
  }
  if (path.includes("/hosting/notes/:noteId") && name === "organisationId") {
    return hosting.companyId;
  }
  if (!path.includes("/hosting/")) return undefined;
  if (name === "flowId") return hosting.flowId;
  return name === "requestId" ? hosting.changed : undefined;
}

export async function sendHostingForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme } = site;
  const { coordinator, partner } = cookies;
  const { hosting } = things;
  const root = `/console/${scheme.slug}`;
  const flow = `${root}/hosting/flows/${hosting.flowId}`;
  const ofFlow = "POST /console/:scheme/hosting/flows/:flowId";
  const ofRequest = "POST /console/:scheme/hosting/requests/:requestId";
  const host = `${root}/organisations/${hosting.companyId}/hosting`;
  const ofHost = "POST /console/:scheme/organisations/:organisationId/hosting";

  await send(`${ofFlow}/requests`, `${flow}/requests`, partner, {
    organisation: hosting.companyId,
    people: hosting.stays[3]!,
    tasks: "Brakes",
  });
  await send(
    `${ofRequest}/settlement`,
    `${root}/hosting/requests/${hosting.changed}/settlement`,
    partner,
    {},
  );
  await send(
    `${ofRequest}/withdrawal`,
    `${root}/hosting/requests/${hosting.changed}/withdrawal`,
    partner,
    {
      because: "The company moved",
    },
  );
  await send(`${ofFlow}/pins`, `${flow}/pins`, partner, {
    mobility: hosting.stays[4]!,
    company: hosting.companyId,
    reason: "Near the bus",
  });
  await send(
    `${ofFlow}/pins/:pinnedId/removal`,
    `${flow}/pins/${things.pinnedId}/removal`,
    partner,
    {},
  );
  const kept = `${root}/hosting/requests/${hosting.kept}`;
  await send(`${ofRequest}/asking`, `${kept}/asking`, partner, {});
  await send(`${ofRequest}/heard-yes`, `${kept}/heard-yes`, partner, {
    how: "telephone",
    on: "2026-01-02",
    from: "Test",
  });
  await send(`${ofFlow}/needs/opening`, `${flow}/needs/opening`, partner, {}, [], 200);
  await send(`${ofFlow}/needs`, `${flow}/needs`, partner, {
    shown: hosting.stays[4]!,
    "no-stairs": hosting.stays[4]!,
  });
  await send(
    "POST /console/:scheme/people/:personId/languages",
    `${root}/people/${things.personId}/languages`,
    partner,
    { "language-0": "it", "level-0": "B1", "basis-0": "self" },
  );
  const beds = `House\tStreet 1\t60\twomen\tyes\t${hosting.starts}\t${hosting.ends}`;
  await send(`${ofHost}/table`, `${host}/table`, coordinator, {
    kind: "beds",
    do: "save",
    rows: beds,
  });
  const run = await send(`${ofFlow}/matching`, `${flow}/matching`, partner, {});
  await send(`${ofFlow}/matching/:matchId/keep`, `${run}/keep`, partner, {});
  await send(`${ofHost}/contacts`, `${host}/contacts`, coordinator, {
    role: "mentor",
    name: "Rosa",
    email: "rosa@host.example",
    phone: "",
    language: "es",
  });
  await send(`${ofHost}/link`, `${host}/link`, coordinator, { language: "es" });
  await send(`${ofHost}/notes`, `${host}/notes`, coordinator, {
    kind: "visit",
    happenedOn: "2026-01-02",
    who: "Anna",
    note: "All is well",
  });
  await send(
    `${ofHost}/notes/:noteId`,
    `${host}/notes/${things.noteId}`,
    coordinator,
    { reason: "safety" },
    [],
    200,
  );
  await send(
    "POST /host/:language/:scheme/:secret",
    `/host/it/${scheme.slug}/${hosting.secret}`,
    {},
    { do: "yes" },
  );
  // Whoever left opens nothing any more, so this comes after the answer.
  await send(
    `${ofHost}/contacts/:contactId/end`,
    `${host}/contacts/${things.contactId}/end`,
    coordinator,
    {},
  );
  // The address was made anew above.
  const [link] = await site.db.sql<{ id: string }>(
    "select id from host_links where organisation_id = $1 and ended_at is null",
    [hosting.companyId],
  );
  await send(
    "POST /host/:language/:scheme/table/:secret",
    `/host/es/${scheme.slug}/table/${hostSecret("table", link!.id)}`,
    {},
    {
      kind: "places",
      do: "save",
      rows: `Todos los oficios\t${hosting.starts}\t${hosting.ends}\t30`,
    },
  );
}
