import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export interface OwnConnection {
  application: string;
  name: string;
  name_en: string;
  /** One of its addresses. */
  host: string;
  scopes: string[];
  region: string | null;
  given_at: Date;
  used_at: Date;
}
export async function listOwnConnections(tx: Tx): Promise<OwnConnection[]> {
  const { rows } = await sql<OwnConnection>`SELECT * FROM own_connections()`.execute(tx);
  return rows;
}

export interface NewConnection {
  application: string;
  scopes: readonly string[];
  region: string | null;
  grant: Buffer;
}
/** False where there is no such application, or nobody may say yes for this account. */
export async function connectApplication(
  tx: Tx,
  { application, scopes, region, grant }: NewConnection,
): Promise<boolean> {
  const { rows } = await sql<{ connected: boolean }>`
    SELECT connect_application(${application}, ${[...scopes]}::text[], ${region}::text, ${grant}) AS connected`.execute(
    tx,
  );
  return rows[0]!.connected;
}
/** Whether it was connected. */
export async function disconnectApplication(tx: Tx, application: string): Promise<boolean> {
  const { rows } = await sql<{ ended: boolean }>`SELECT disconnect_application(${application}) AS ended`.execute(tx);
  return rows[0]!.ended;
}
/** Whether it is a city or county. */
export async function isRegion(tx: Tx, code: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    SELECT EXISTS (SELECT FROM divisions WHERE code = ${code} AND level IN ('city', 'county')) AS found`.execute(tx);
  return rows[0]!.found;
}
