import type { FeedCursor } from './feed.ts';
import { readThingsFeed } from './schema.ts';

/** Where a reader goes on; without a cursor, where it begins. */
export function toFeedAddress(origin: string, cursor?: FeedCursor): string {
  if (!cursor) return origin + readThingsFeed.path;
  const { modified, id, since } = cursor;
  const { epoch, reset, xid } = since;
  return `${origin}${readThingsFeed.path}?afterTimestamp=${modified}&afterId=${id}&since=${epoch}-${reset}-${xid}`;
}
