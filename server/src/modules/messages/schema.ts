import { z } from 'zod';
import { Limit, NewestCursor, Uuid } from '../../contract/account.ts';
import { DateTime, Id, Kind } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { MESSAGE_KINDS } from '../../contract/message-kinds.ts';

const Message = z
  .object({
    id: Uuid,
    kind: z.enum(MESSAGE_KINDS),
    about: z
      .string()
      .nullable()
      .meta({ description: 'What the person calls themselves whose matter it is; null: no name, or one’s own' }),
    isOwn: z.boolean().meta({ description: 'It is about who reads it, not about somebody they act for' }),
    thing: z.object({ kind: Kind, id: Id }),
    title: z.string(),
    startsAt: DateTime.nullable(),
    formerStartsAt: DateTime.nullable().meta({ description: 'Of what was moved: when it was to begin' }),
    place: z.string().nullable(),
    until: DateTime.nullable().meta({ description: 'Until when a seat is kept' }),
    at: DateTime,
    isRead: z.boolean(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const listMessages = endpoint({
  id: 'listMessages',
  method: 'GET',
  path: '/api/messages',
  summary: 'What one is told of, newest first, for a year',
  access: 'account',
  whileActing: true,
  query: z.strictObject({ cursor: NewestCursor.optional(), limit: Limit }),
  response: z
    .object({ messages: z.array(Message), unread: z.int(), next: z.string().nullable() })
    .meta({ id: 'Messages' }),
});

export const readMessages = endpoint({
  id: 'readMessages',
  method: 'POST',
  path: '/api/messages/reading',
  summary: 'Marks as read one message and all before it',
  access: 'account',
  whileActing: true,
  forChildren: true,
  body: z.strictObject({ upTo: Uuid }).meta({ id: 'MessageReading' }),
  response: z.object({ unread: z.int() }).meta({ id: 'MessagesUnread' }),
});
