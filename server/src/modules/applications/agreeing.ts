import type { Provider } from 'oidc-provider';
import type { Database, Session, Tx } from '../../db/index.ts';
import { subjectOf } from '../accounts/entering.ts';
import { act, type Acting } from '../audit/act.ts';
import { hashOf } from './adapter.ts';
import { connectApplication } from './queries.ts';
import { SCOPES } from './schema.ts';

export type Scope = (typeof SCOPES)[number];
export const readScopes = (text: unknown): Scope[] => {
  const asked = String(text).split(' ');
  return SCOPES.filter((scope) => asked.includes(scope));
};

interface Agreed {
  provider: Provider;
  application: string;
  session: Session;
  scopes: readonly Scope[];
  region: string | null;
  /** Throws what is wrong with it. */
  check?: (tx: Tx) => Promise<void>;
}
/** What the provider goes on with once the owner agreed; null where there is no such application any more. */
export async function agree(
  { database }: { database: Database },
  acting: Acting,
  { provider, application, session, scopes, region, check }: Agreed,
) {
  const grant = new provider.Grant({ accountId: session.account, clientId: application });
  grant.addOIDCScope(scopes.join(' '));
  const grantId = await grant.save();
  const isConnected = await act(database, acting, async (tx, note) => {
    await check?.(tx);
    note({ action: 'applications.connect', subject: subjectOf(session), after: { application, scopes } });
    return connectApplication(tx, { application, scopes, region, grant: hashOf(grantId) });
  });
  return isConnected ? { login: { accountId: session.account, remember: false }, consent: { grantId } } : null;
}
