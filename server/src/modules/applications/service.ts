import type { Provider } from 'oidc-provider';
import type { Lang } from '../../contract/lists.ts';
import type { Keys } from '../../crypto/keys.ts';
import { withActor, type Actor, type Database, type Session } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { refused } from '../accounts/codes.ts';
import { subjectOf } from '../accounts/entering.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { agree, readScopes, type Scope } from './agreeing.ts';
import { disconnectApplication, isRegion, listOwnConnections } from './queries.ts';

export interface ApplicationParts {
  database: Database;
  keys: Keys;
  /** Null where no application is registered. */
  provider: () => Promise<Provider | null>;
}
type InBrowser = Acting & { browserToken: string | null };

/** What the browser keeps that an application sent here: another browser cannot say yes for it. */
export const toConsentToken = (keys: Keys, consent: string): string =>
  keys.indexOf('consent', consent).toString('base64url');

/** Throws NotFound, after one entry, for what was not begun in this browser or is over. */
async function find({ keys, provider: open, database }: ApplicationParts, acting: InBrowser, id: string) {
  const provider = await open();
  const isOwn = acting.browserToken !== null && acting.browserToken === toConsentToken(keys, id);
  const interaction = provider && isOwn ? await provider.Interaction.find(id) : undefined;
  const client = interaction && (await provider!.Client.find(String(interaction.params['client_id'])));
  if (provider && interaction && client) return { provider, interaction, client };
  await noteRefusal(database, acting, { action: 'applications.connect', subject: 'consent:unknown' });
  throw new NotFound();
}

const nameOf = ({ name, name_en }: { name: string; name_en: string }, lang: Lang) => (lang === 'en' ? name_en : name);

/** Throws NotFound. */
export async function getConsent(
  parts: ApplicationParts,
  acting: InBrowser & { session: Session | null; lang: Lang },
  id: string,
) {
  const { interaction, client } = await find(parts, acting, id);
  const own = acting.session ? await withActor(parts.database, acting.actor, listOwnConnections) : [];
  const known = own.find(({ application }) => application === client.clientId);
  const { rows } = await parts.database.pool.query<{ name: string; name_en: string }>(
    'SELECT name, name_en FROM applications WHERE id = $1',
    [client.clientId],
  );
  return {
    application: {
      id: client.clientId,
      name: nameOf(rows[0]!, acting.lang),
      host: new URL(client.redirectUris![0]!).host,
    },
    scopes: readScopes(interaction.params['scope']),
    agreed: (known?.scopes ?? []) as Scope[],
  };
}

interface Answer {
  allows: boolean;
  scopes: readonly Scope[];
  region: string | null;
}
/** Where the browser goes on. Throws NotFound, Invalid. */
export async function answerConsent(
  parts: ApplicationParts,
  acting: InBrowser,
  session: Session,
  { consent, allows, scopes: chosen, region }: Answer & { consent: string },
): Promise<string> {
  const { provider, interaction, client } = await find(parts, acting, consent);
  const { database } = parts;
  const { clientId: application } = client;
  const finish = async (result: object) => {
    interaction.result = result as never;
    await interaction.persist();
    return interaction.returnTo;
  };
  const subject = subjectOf(session);
  if (!allows) {
    await act(database, acting, (_, note) => {
      note({ action: 'applications.refuse', subject, after: { application } });
      return Promise.resolve(null);
    });
    return finish({ error: 'access_denied', error_description: 'the owner of the account said no' });
  }
  // Nothing that was not asked for, and always the least.
  const scopes = readScopes(interaction.params['scope']).filter((one) => one === 'openid' || chosen.includes(one));
  const given = scopes.includes('region') ? region : null;
  const result = await agree(parts, acting, {
    ...{ provider, application, session, scopes, region: given },
    check: async (tx) => {
      if (given !== null && !(await isRegion(tx, given))) throw refused('region', 'is not the code of an area');
    },
  });
  if (!result) throw new NotFound();
  return finish(result);
}

export const listConnections = ({ database }: ApplicationParts, actor: Actor, lang: Lang) =>
  withActor(database, actor, async (tx) =>
    (await listOwnConnections(tx)).map(({ application, host, scopes, region, given_at, used_at, ...names }) => ({
      id: application,
      name: nameOf(names, lang),
      host: new URL(host).host,
      scopes: scopes as Scope[],
      region,
      givenAt: toDateTime(given_at),
      usedAt: toDateTime(used_at),
    })),
  );

/** Throws NotFound for what is not connected. */
export const disconnect = (
  { database }: ApplicationParts,
  acting: Acting,
  session: Session,
  application: string,
): Promise<null> =>
  act(database, acting, async (tx, note) => {
    if (!(await disconnectApplication(tx, application))) throw new NotFound();
    note({ action: 'applications.disconnect', subject: subjectOf(session), before: { application } });
    return null;
  });
