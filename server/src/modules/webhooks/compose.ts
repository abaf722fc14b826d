import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { WebhookEvent } from '../../contract/webhook-states.ts';
import type { Parts } from '../../module.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { toFeedAddress } from '../feeds/address.ts';
import { cursorOfNow, readFeed, type FeedCursor, type FeedItem } from '../feeds/feed.ts';

export type ComposeParts = Pick<Parts, 'database' | 'live' | 'things' | 'origin'>;
export interface Receiver {
  id: string;
  kinds: readonly string[];
  cursor: FeedCursor;
  wants_test: boolean;
}
export interface Message {
  id: string;
  event: WebhookEvent;
  items: number;
  body: string;
}
/** What comes next for a receiver, if anything, and how far it is told with it. */
export interface Composed {
  message: Message | null;
  cursor: FeedCursor;
}

/** What is public is told by the feed; the next message is its next page. */
export async function compose(parts: ComposeParts, receiver: Receiver, now: Date): Promise<Composed> {
  if (receiver.wants_test) return { message: toMessage('webhook.test', [], {}, now), cursor: receiver.cursor };
  for (let { cursor } = receiver; ;) {
    const { items, next } = await readFeed(parts, cursor);
    // Of another database, or before a bulk load: changes since are not known one by one.
    if (!isDeepStrictEqual(next.since, cursor.since)) {
      const told = { next: toFeedAddress(parts.origin) };
      return { message: toMessage('things.reset', [], told, now), cursor: await cursorOfNow(parts) };
    }
    const wanted = items.filter(({ kind }) => receiver.kinds.length === 0 || receiver.kinds.includes(kind));
    if (wanted.length > 0) {
      const told = { items: wanted, next: toFeedAddress(parts.origin, next) };
      return { message: toMessage('things.changed', wanted, told, now), cursor: next };
    }
    if (items.length === 0) return { message: null, cursor: next };
    cursor = next;
  }
}

function toMessage(event: WebhookEvent, items: readonly FeedItem[], data: object, now: Date): Message {
  const body = JSON.stringify({ type: event, timestamp: toDateTime(now), data });
  return { id: randomUUID(), event, items: items.length, body };
}
