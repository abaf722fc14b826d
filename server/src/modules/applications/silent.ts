import type { IncomingMessage } from 'node:http';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { withActor, type Database, type Session } from '../../db/index.ts';
import { toActor } from '../accounts/me.ts';
import { authenticate } from '../accounts/service.ts';
import { agree, readScopes, type Scope } from './agreeing.ts';
import { listOwnConnections } from './queries.ts';

type Found =
  { state: 'nobody' | 'unasked' } | { state: 'agreed'; session: Session; scopes: Scope[]; region: string | null };
type Interaction = InstanceType<Provider['Interaction']>;

/** Session tokens of requests, which the provider itself never sees. */
export const sessionTokens = new WeakMap<IncomingMessage, string>();

interface SilentParts {
  database: Database;
  /** As the application knows them. */
  subjectOf: (account: string, ctx: KoaContextWithOIDC) => Promise<string>;
}

/** An application that asks for no page gets its answer where somebody is signed in here who agreed to all it asks. */
export function createSilent({ database, subjectOf }: SilentParts) {
  const known = new WeakMap<object, Promise<Found | null>>();

  /** Null where a page may be shown, or was. */
  function look(ctx: KoaContextWithOIDC): Promise<Found | null> {
    let found = known.get(ctx);
    if (!found) {
      const isSilent = ctx.oidc.prompts.has('none') && !ctx.oidc.result?.login;
      known.set(ctx, (found = isSilent ? find(ctx) : Promise.resolve(null)));
    }
    return found;
  }

  async function find(ctx: KoaContextWithOIDC): Promise<Found> {
    const { params = {}, entities, client } = ctx.oidc;
    const token = sessionTokens.get(ctx.req);
    const session = token === undefined ? null : await authenticate({ database }, token);
    // Who acts for somebody, or waits for a guardian, signs in nowhere.
    if (!session || session.onBehalfOf !== null || session.needsGuardian) return { state: 'nobody' };
    const age = (Date.now() - (session.steppedUpAt?.getTime() ?? 0)) / 1000;
    if (params['max_age'] !== undefined && age > Number(params['max_age'])) return { state: 'nobody' };
    const hint = entities.IdTokenHint?.payload['sub'];
    if (hint !== undefined && hint !== (await subjectOf(session.account, ctx))) return { state: 'nobody' };
    const own = await withActor(database, toActor(session), listOwnConnections);
    const connection = own.find(({ application }) => application === client!.clientId);
    const scopes = readScopes(params['scope']);
    if (!connection || !scopes.every((scope) => connection.scopes.includes(scope))) return { state: 'unasked' };
    return { state: 'agreed', session, scopes: connection.scopes as Scope[], region: connection.region };
  }

  /** Where it goes on without a page; null where one is shown. */
  async function goOn(ctx: KoaContextWithOIDC, interaction: Interaction): Promise<string | null> {
    const found = await look(ctx);
    if (found?.state !== 'agreed') return null;
    const { session, scopes, region } = found;
    const acting = { actor: toActor(session), now: new Date(), requestId: '' };
    const application = ctx.oidc.client!.clientId;
    const { provider } = ctx.oidc;
    const result = await agree({ database }, acting, { provider, application, session, scopes, region });
    if (!result) return null;
    const ts = Math.floor((session.steppedUpAt?.getTime() ?? 0) / 1000);
    interaction.result = { ...result, login: { ...result.login, ts } };
    await interaction.persist();
    return interaction.returnTo;
  }

  return { look, goOn };
}
