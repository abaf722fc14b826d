import { traitsOfRole } from '../../contract/access.ts';
import type { Lang } from '../../contract/lists.ts';
import { newToken, sha256, toProof } from '../../crypto/token.ts';
import { withActor, withReader, type Actor, type Database } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { beginSession, findSession } from '../accounts/queries.ts';
import { act, type Acting } from '../audit/act.ts';
import { DEMO_ACCOUNTS } from './list.ts';
import { listDemoBranches } from './queries.ts';
import type { DemoAccount } from './schema.ts';

export interface DemoParts {
  database: Database;
  /** Whether there are any here. */
  isOn: boolean;
}

/** A device that many use. */
const LASTS_SECONDS = 3_600;
const RESIDENT: Record<Lang, string> = { 'zh-CN': '居民', en: 'Resident' };

/** Throws NotFound where there are none. */
export async function listDemoAccounts({ database, isOn }: DemoParts, lang: Lang): Promise<DemoAccount[]> {
  if (!isOn) throw new NotFound();
  const branches = await withReader(database, listDemoBranches);
  return DEMO_ACCOUNTS.map(({ account, role, phone }) => {
    const branch = branches.find((one) => one.account === account);
    return {
      account,
      role,
      roleName: role === null ? RESIDENT[lang] : traitsOfRole(role).names[lang],
      institution: branch ? { id: branch.id, name: branch.name } : null,
      phone,
    };
  });
}

/** Throws NotFound for any other account, and Conflict where somebody suspended it. */
export async function signInAsDemo(
  { database, isOn }: DemoParts,
  acting: Acting & { device: string },
  account: string,
): Promise<{ token: string; seconds: number }> {
  if (!isOn || !DEMO_ACCOUNTS.some((one) => one.account === account)) throw new NotFound();
  const token = newToken();
  const proof = toProof(token);
  const session = await withActor(database, { kind: 'anonymous' }, async (tx) => {
    const proofHash = sha256(Buffer.from(proof, 'hex'));
    await beginSession(tx, { account, proofHash, device: acting.device, way: 'demo', seconds: LASTS_SECONDS });
    return findSession(tx, proof);
  });
  if (!session) throw new Conflict();
  const actor: Actor = { kind: 'account', account, person: session.person, proof, onBehalfOf: null };
  await act(database, { ...acting, actor, idempotency: null }, (_, note) => {
    note({ action: 'sessions.begin', subject: `account:${account}`, after: { session: session.id, way: 'demo' } });
    return Promise.resolve(null);
  });
  return { token, seconds: LASTS_SECONDS };
}
