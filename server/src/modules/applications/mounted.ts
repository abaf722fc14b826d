import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { readLang } from '../../http/query.ts';
import type { Lang } from '../../contract/lists.ts';
import { openProvider, type ProviderParts } from './provider.ts';
import { sessionTokens } from './silent.ts';
import { loadSigningKeys } from './signing-keys.ts';

const LOOKED_MS = 60_000;

export interface Mounted {
  /** Null where no application is registered. */
  provider(): Promise<Provider | null>;
  /** Answers what is asked below its path; false where nothing is there. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** The provider, opened when the first application asks, and anew when its keys have changed. */
export function createMounted(
  parts: Omit<ProviderParts, 'renderError'>,
  renderWrong: (lang: Lang) => string,
  on: {
    consent: (response: ServerResponse, consent: string) => void;
    fault: (request: IncomingMessage, cause: unknown) => void;
    /** The token of our session. */
    session: (request: IncomingMessage) => string | null;
  },
): Mounted {
  const { database, keys, issuer } = parts;
  const { host, protocol } = new URL(issuer);
  let open: { opened: ReturnType<typeof openProvider>; lookedAt: number } | null = null;

  async function provider(): Promise<Provider | null> {
    if (!open && !(await isAsked(database.pool))) return null;
    const now = performance.now();
    if (open && now - open.lookedAt > LOOKED_MS) {
      open.lookedAt = now;
      const kids = (await loadSigningKeys(database, keys)).map(({ kid }) => String(kid)).join();
      if (kids !== (await open.opened).kids) open = null;
    }
    open ??= { opened: begin(), lookedAt: now };
    return (await open.opened).provider;
  }
  function begin() {
    const opened = openProvider({
      ...parts,
      renderError: (ctx) => renderWrong(readLang(ctx.originalUrl ?? '', ctx.get('accept-language'))),
    });
    void opened.then(
      ({ provider }) => {
        // What belongs to the browser that an application sent here.
        provider.on('interaction.started', (ctx) => on.consent(ctx.res, ctx.oidc.entities.Interaction!.uid));
        provider.on('server_error', (ctx, cause) => on.fault(ctx.req, cause));
      },
      () => (open = null),
    );
    return opened;
  }
  return {
    provider,
    async answer(request, response) {
      const found = await provider();
      if (!found) return false;
      const { headers } = request;
      // Whatever a request claims, this server has one name; and of its cookies only those of the steps are read.
      headers.host = host;
      headers['x-forwarded-host'] = host;
      headers['x-forwarded-proto'] = protocol.slice(0, -1);
      const token = on.session(request);
      if (token !== null) sessionTokens.set(request, token);
      headers.cookie = keepSteps(headers.cookie);
      await found.callback()(request, response);
      return true;
    },
  };
}

const keepSteps = (cookie = ''): string =>
  cookie
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith('_interaction'))
    .join('; ');

async function isAsked(pool: ProviderParts['database']['pool']): Promise<boolean> {
  const { rows } = await pool.query<{ found: boolean }>(
    'SELECT EXISTS (SELECT FROM applications WHERE ended_at IS NULL) AS found',
  );
  return rows[0]!.found;
}
