import pg from "pg";

/** Copies of the demo's applications with people of their own, and their lines of history. */
export async function multiply(adminUrl: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const columns = async (table: string, leave: readonly string[]) => {
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(attname) as name from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped
         and attgenerated = '' and attidentity = '' and attname <> all($2)`,
      [table, leave],
    );
    return rows.map(({ name }) => name).join(", ");
  };
  const [persons, applications, log] = [
    await columns("persons", ["id"]),
    await columns("applications", ["id", "person_id", "code"]),
    await columns("event_log", ["id", "subject_id"]),
  ];
  await client.query("set session_replication_role = replica");
  await client.query(`create temp table many as
    select a.id as old, a.person_id as old_person, gen_random_uuid() as id,
      gen_random_uuid() as person_id, row_number() over () as n
    from (select id, person_id from applications order by id) a
    cross join generate_series(1, 10000) limit ${count}`);
  await client.query(`insert into persons (id, ${persons})
    select m.person_id, ${persons} from many m join (select id as old_id, ${persons} from persons) p
      on p.old_id = m.old_person`);
  await client.query(`insert into applications (id, person_id, code, ${applications})
    select m.id, m.person_id, 'KLF-' || overlay(lpad(upper(to_hex(m.n)), 6, '0') placing '-' from 4 for 0), ${applications} from many m
    join (select id as old_id, ${applications} from applications) a on a.old_id = m.old`);
  await client.query(`insert into event_log (subject_id, ${log})
    select m.id, ${log} from many m join (select subject_id as old_id, ${log} from event_log) e
      on e.old_id = m.old`);
  await client.query("reset session_replication_role");
  await client.query("analyze");
  await client.end();
}
