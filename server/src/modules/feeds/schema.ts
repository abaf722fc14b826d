import { z } from 'zod';
import { Kind } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { onWire } from '../../contract/wire.ts';

const whole = onWire(
  z
    .string()
    .regex(/^\d{1,16}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(0)),
  { type: 'integer', minimum: 0 },
);
const Feature = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: z.object({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) }).nullable(),
  properties: z.record(z.string(), z.unknown()),
});
const FeedItem = z.object({
  id: z.int(),
  kind: Kind,
  state: z.enum(['updated', 'deleted']),
  modified: z.int().meta({ description: 'Grows with each change; a number, not a time' }),
  data: z
    .object({ features: z.array(Feature) })
    .optional()
    .meta({ description: 'Without state deleted: one feature for each place, as OGC API Features gives it' }),
});

export const readThingsFeed = endpoint({
  id: 'readThingsFeed',
  method: 'GET',
  path: '/api/feeds/things',
  summary: 'Everything public and every change of it: a feed of Realtime Paged Data Exchange 1.0, by modified and id',
  access: 'public',
  limit: { times: 3000, seconds: 600 },
  query: z.strictObject({
    afterTimestamp: whole.optional().meta({ description: 'Taken from next, never made up' }),
    afterId: whole.optional(),
    since: z
      .string()
      .regex(/^[0-9a-f]{12}-\d{1,16}-\d{1,16}$/, 'is not a cursor of this list')
      .optional(),
  }),
  response: z
    .object({
      next: z.string().meta({ description: 'Where to ask next; the same address again at the end' }),
      items: z.array(FeedItem),
      license: z.string(),
    })
    .meta({ id: 'FeedPage' }),
});

const Hex = z.string().regex(/^[0-9a-f]{2}$/, 'must be two hexadecimal digits');
const Sums = z.record(z.string(), z.object({ count: z.int(), sum: z.string() }));
const BUCKETS = { access: 'public', refusals: [503], limit: { times: 300, seconds: 600 } } as const;

export const listBuckets = endpoint({
  id: 'listBuckets',
  method: 'GET',
  path: '/api/feeds/things/buckets',
  summary: 'What the feed amounts to: items and the sum of their digests in 256 buckets by the digest of their ids',
  ...BUCKETS,
  response: z.object({ buckets: Sums }).meta({ id: 'FeedBuckets' }),
});
export const listLeaves = endpoint({
  id: 'listLeaves',
  method: 'GET',
  path: '/api/feeds/things/buckets/{bucket}',
  summary: 'The 256 leaves of a bucket',
  ...BUCKETS,
  params: z.object({ bucket: Hex }),
  response: z.object({ leaves: Sums }).meta({ id: 'FeedLeaves' }),
});
export const listLeafItems = endpoint({
  id: 'listLeafItems',
  method: 'GET',
  path: '/api/feeds/things/buckets/{bucket}/{leaf}',
  summary: 'The items of a leaf with their digests',
  ...BUCKETS,
  params: z.object({ bucket: Hex, leaf: Hex }),
  response: z.object({ items: z.array(z.object({ id: z.int(), digest: z.string() })) }).meta({ id: 'FeedLeafItems' }),
});
