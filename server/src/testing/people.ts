import type pg from 'pg';
import { endpoints } from '../contract.ts';
import type { Me } from '../contract/account.ts';
import { mask } from '../contract/contact.ts';
import { startTestServer, type TestServer } from './running.ts';
import { Visitor } from './visitor.ts';

export interface Town {
  server: TestServer;
  owner: pg.Pool;
  /** Somebody new who has just signed in. */
  arrive(phone?: string): Promise<{ visitor: Visitor; phone: string; me: Me }>;
  newPhone(): string;
  /** The last code for the number, whoever else got one meanwhile. */
  readCode(contact: string): Promise<string>;
  count(table: string, where?: string): Promise<number>;
  /** Actions noted in the record, the last first. */
  lastActs(most: number): Promise<string[]>;
  close(): Promise<void>;
}

let phones = 13_900_000_000;

/** A server with accounts, in the present: its clock is that of the database. */
export async function foundTown({
  trustedProxies = 0,
  scale = 0,
  settings = {},
}: { trustedProxies?: number; scale?: number; settings?: Record<string, string> } = {}): Promise<Town> {
  const clock = () => new Date();
  const server = await startTestServer({ scale, clock, trustedProxies, settings: { DEMO_ACCOUNTS: '1', ...settings } });
  const owner = await server.openWriter();
  const newPhone = () => String(++phones);
  return {
    server,
    owner,
    newPhone,
    async arrive(phone = newPhone()) {
      const visitor = new Visitor(server);
      return { visitor, phone, me: (await visitor.signIn(phone)).read(endpoints.signInWithCode).me! };
    },
    async readCode(contact) {
      const masked = mask(contact.includes('@') ? 'email' : 'phone', contact);
      const { rows } = await owner.query<{ code: string }>(
        'SELECT code FROM stand_in_messages WHERE shown_to = $1 ORDER BY id DESC LIMIT 1',
        [masked],
      );
      return rows[0]!.code;
    },
    async count(table, where = 'true') {
      const { rows } = await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`);
      return rows[0]!.n;
    },
    async lastActs(most) {
      const { rows } = await owner.query<{ action: string }>('SELECT action FROM audit ORDER BY seq DESC LIMIT $1', [
        most,
      ]);
      return rows.map(({ action }) => action);
    },
    async close() {
      await owner.end();
      await server.close();
    },
  };
}

/** The proof of the session is older than sensitive steps allow. */
export const letTimePass = ({ owner }: Pick<Town, 'owner'>, { account }: Me, interval = '11 minutes') =>
  owner.query('UPDATE sessions SET stepped_up_at = stepped_up_at - $2::interval WHERE account_id = $1', [
    account,
    interval,
  ]);
