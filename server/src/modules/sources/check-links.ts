import type { Config } from '../../config.ts';
import type { JobKind } from '../../module.ts';
import { createOutbound, type OutboundAnswer } from '../../outbound/outbound.ts';

const AT_ONCE = 200;
const PATIENCE_MS = 10_000;
const GONE = [404, 410];

/** Looks whether the pages that things name are there still, those that were not looked at for longest first. */
export const checkLinksJob: JobKind = {
  kind: 'sources.check-links',
  every: '1 hour',
  run: async ({ database, config }, { signal }) => {
    const { rows } = await database.pool.query<{ id: number; url: string }>(
      `SELECT r.id::float8 AS id, r.source_url AS url FROM source_records r JOIN sources s ON s.id = r.source_id
       WHERE s.state = 'active' AND r.state = 'public' AND r.source_url IS NOT NULL
         AND coalesce(r.looked_at < now() - interval '1 day', true) ORDER BY r.looked_at NULLS FIRST, r.id LIMIT ${AT_ONCE}`,
    );
    for (const { id, url } of rows) {
      signal.throwIfAborted();
      const isDead = await isGone(url, config, signal);
      await database.pool.query(
        'UPDATE source_records SET looked_at = now(), dead_looks = CASE WHEN $2 THEN least(dead_looks + 1, 100) ELSE 0 END WHERE id = $1',
        [id, isDead],
      );
    }
  },
};

async function isGone(
  url: string,
  { sourceOrigins }: Pick<Config, 'sourceOrigins'>,
  signal: AbortSignal,
): Promise<boolean> {
  const trusted = URL.canParse(url) && sourceOrigins.find((origin) => origin === new URL(url).origin);
  const ask = createOutbound({ ...(trusted && { trusted }), totalMs: PATIENCE_MS });
  const reach = (method: 'HEAD' | 'GET'): Promise<OutboundAnswer | null> =>
    ask(url, { method, signal }).catch(() => {
      signal.throwIfAborted();
      return null;
    });
  // Some servers know no HEAD.
  const head = await reach('HEAD');
  const answer = head && head.status < 400 ? head : await reach('GET');
  return answer === null || GONE.includes(answer.status);
}
