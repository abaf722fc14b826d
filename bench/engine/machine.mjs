import os from 'node:os';
import pg from 'pg';

/** What the figures were taken on. */
export async function describeMachine(databaseUrl) {
  return describeHardware(databaseUrl ? await describeDatabase(databaseUrl) : 'no PostgreSQL');
}

/** The same where the database is known. */
export function describeHardware(database) {
  const cpus = os.cpus();
  const memory = `${Math.round(os.totalmem() / 2 ** 30)} GiB`;
  const date = new Date().toISOString().slice(0, 10);
  return { date, text: `${cpus[0].model}, ${cpus.length} cores, ${memory}, Node ${process.version}, ${database}` };
}

async function describeDatabase(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const query = `SELECT split_part(current_setting('server_version'), ' ', 1) AS server, postgis_lib_version() AS postgis`;
    const { server, postgis } = (await client.query(query)).rows[0];
    return `PostgreSQL ${server}, PostGIS ${postgis}`;
  } finally {
    await client.end();
  }
}
