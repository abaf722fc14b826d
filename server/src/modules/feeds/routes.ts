import { Refusal } from '../../http/problem.ts';
import { route } from '../../http/route.ts';
import type { Parts } from '../../module.ts';
import { licenseOf } from '../open-data/license.ts';
import { FeedBuckets } from './buckets.ts';
import { readFeed, type FeedCursor } from './feed.ts';
import { toFeedAddress } from './address.ts';
import { listBuckets, listLeafItems, listLeaves, readThingsFeed } from './schema.ts';

const LONGEST_MS = 3_000;
/** The feed has to have one. */
const NONE = '';

export function feedsRoutes({ database, live, things, origin, config }: Parts) {
  const sources = { database, live, things };
  const buckets = new FeedBuckets(sources);

  async function upToDate(): Promise<FeedBuckets> {
    if (!(await buckets.catchUp(LONGEST_MS))) throw new Refusal(503, { 'Retry-After': '10' });
    return buckets;
  }

  return [
    route(readThingsFeed, async ({ query }) => {
      const { items, next } = await readFeed(sources, toCursor(query));
      const license = (await licenseOf({ config, database })) ?? NONE;
      return { next: toFeedAddress(origin, next), items, license };
    }),
    route(listBuckets, async () => ({ buckets: (await upToDate()).list() })),
    route(listLeaves, async ({ params }) => ({ leaves: (await upToDate()).list(parseInt(params.bucket, 16)) })),
    route(listLeafItems, async ({ params: { bucket, leaf } }) => ({
      items: (await upToDate()).rows(parseInt(bucket + leaf, 16)),
    })),
  ];
}

interface Query {
  afterTimestamp?: number | undefined;
  afterId?: number | undefined;
  since?: string | undefined;
}

/** Null where it is not whole: the feed begins. */
function toCursor({ afterTimestamp, afterId, since }: Query): FeedCursor | null {
  if (afterTimestamp === undefined || afterId === undefined || since === undefined) return null;
  const [epoch = '', reset, xid] = since.split('-');
  return { modified: afterTimestamp, id: afterId, since: { epoch, reset: Number(reset), xid: Number(xid) } };
}
