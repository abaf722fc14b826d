import type { NewestCursor } from '../../contract/account.ts';
import { withActor, type Actor, type Database } from '../../db/index.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, type Acting } from '../audit/act.ts';
import { countUnread, listOwnMessages, markRead, type MessageRow } from './queries.ts';
import type { Message } from './schema.ts';

export interface MessageParts {
  database: Database;
}

export const listMessages = (
  { database }: MessageParts,
  actor: Actor,
  { cursor, limit }: { cursor?: NewestCursor | undefined; limit: number },
): Promise<{ messages: Message[]; unread: number; next: string | null }> =>
  withActor(database, actor, async (tx) => {
    const rows = await listOwnMessages(tx, { cursor, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      messages: rows.slice(0, limit).map(toMessage),
      unread: await countUnread(tx),
      next: last ? `${last.micros}.${last.id}` : null,
    };
  });

export const readMessages = ({ database }: MessageParts, acting: Acting, upTo: string): Promise<{ unread: number }> =>
  act(database, acting, async (tx) => {
    await markRead(tx, upTo);
    return { unread: await countUnread(tx) };
  });

const toTime = (text: string | undefined) => (text === undefined ? null : toDateTime(new Date(text)));

function toMessage({ facts, ...row }: MessageRow): Message {
  return {
    ...{ id: row.id, kind: row.kind, about: row.about, isOwn: row.is_own },
    thing: { kind: row.thing_kind, id: row.thing_id },
    ...{ title: facts.title ?? '', place: facts.place ?? null },
    ...{ startsAt: toTime(facts.startsAt), formerStartsAt: toTime(facts.formerStartsAt), until: toTime(facts.until) },
    at: toDateTime(row.made_at),
    isRead: row.read_at !== null,
  };
}
