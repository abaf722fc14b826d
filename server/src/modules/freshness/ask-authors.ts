import type { Keys } from '../../crypto/keys.ts';
import { sha256 } from '../../crypto/token.ts';
import type { Database, Tx } from '../../db/index.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import type { JobKind } from '../../module.ts';
import { chooseMessenger, type Messenger } from '../accounts/messenger.ts';
import { findReach } from '../accounts/reach.ts';
import { pathOfLink, signLink } from './links.ts';
import { askOf, beginMessage, listDue, type DueRow } from './queries.ts';
import { writeMessage } from './texts.ts';

/** More would not be read; the rest is counted in the message and asked on the next days. */
const MOST_THINGS = 5;
const VALID_DAYS = 30;

interface AskParts {
  database: Pick<Database, 'kysely'>;
  keys: Keys;
  messenger: Messenger;
  origin: string;
}

/** Asks who wrote what by now ages whether it is still right. */
export const askAuthors: JobKind = {
  kind: 'freshness.ask-authors',
  every: '1 day at 10:00 Asia/Shanghai',
  run: async ({ database, keys, config, origin }, { now, signal }) => {
    const messenger = chooseMessenger(config);
    if (messenger.kinds.length > 0) await askAll({ database, keys, messenger, origin }, toDay(now), signal);
  },
};

/** Each account in a transaction of its own: begun again, it goes on with those that had no message yet. */
export async function askAll(parts: AskParts, today: string, signal?: AbortSignal): Promise<number> {
  const due = new Map<string, DueRow[]>();
  for (const row of await parts.database.kysely.transaction().execute((tx) => listDue(tx, today)))
    due.set(row.account, [...(due.get(row.account) ?? []), row]);
  let sent = 0;
  for (const rows of due.values()) {
    signal?.throwIfAborted();
    if (await parts.database.kysely.transaction().execute((tx) => ask(parts, tx, rows, today))) sent++;
  }
  return sent;
}

async function ask({ keys, messenger, origin }: AskParts, tx: Tx, rows: DueRow[], today: string): Promise<boolean> {
  const [first] = rows as [DueRow];
  const contact = await findReach(tx, keys, first, messenger);
  if (!contact || !(await beginMessage(tx, first.account, today))) return false;
  const asked: { title: string; url: string }[] = [];
  for (const row of rows.slice(0, MOST_THINGS)) {
    const link = signLink(keys, row);
    if (await askOf(tx, row, sha256(link), VALID_DAYS))
      asked.push({ title: row.title, url: origin + pathOfLink(link) });
  }
  const more = Math.max(0, rows.length - MOST_THINGS);
  if (asked.length === 0) return false;
  const text = writeMessage(first.lang, { asked, more, days: VALID_DAYS, list: `${origin}/desk/pins` });
  await messenger.sendText(tx, { kind: contact.kind, to: contact.value, text });
  return true;
}
