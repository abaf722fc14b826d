import { randomUUID } from 'node:crypto';
import type { NewestCursor } from '../../contract/account.ts';
import type { Keys } from '../../crypto/keys.ts';
import { seal, unseal } from '../../crypto/seal.ts';
import { withActor, type Actor, type Database, type Tx } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, type Acting } from '../audit/act.ts';
import type { FeedCursor } from '../feeds/feed.ts';
import { enqueue } from '../jobs/queries.ts';
import * as queries from './queries.ts';
import type { Came, MessageRow, WebhookRow, WebhookSettings } from './queries.ts';
import type { Webhook, WebhookMessage } from './schema.ts';
import { aboutSecret, newSecret } from './secret.ts';

export interface WebhookParts {
  database: Database;
  keys: Pick<Keys, 'master'>;
  /** From where a reader of the feed is told of what comes. */
  cursorOfNow: () => Promise<FeedCursor>;
}

export const listWebhooks = ({ database }: WebhookParts, actor: Actor): Promise<{ webhooks: Webhook[] }> =>
  withActor(database, actor, async (tx) => ({ webhooks: (await queries.listWebhooks(tx)).map(toWebhook) }));

/** Throws NotFound. */
export const getWebhook = ({ database }: WebhookParts, actor: Actor, id: string): Promise<Webhook> =>
  withActor(database, actor, (tx) => read(tx, id));

async function read(tx: Tx, id: string): Promise<Webhook> {
  const [row] = await queries.listWebhooks(tx, id);
  if (!row) throw new NotFound();
  return toWebhook(row);
}

const toWebhook = (row: WebhookRow): Webhook => ({
  ...{ id: row.id, name: row.name, url: row.url, kinds: row.kinds, state: row.state, stop: row.stop },
  institution: { id: row.institution_id, name: row.institution },
  ...{ failures: row.failures, version: row.version, mayChange: row.may_change },
  failingSince: row.failing_since && toDateTime(row.failing_since),
  nextAt: row.state === 'active' && row.failures > 0 ? toDateTime(row.due_at) : null,
  formerUntil: row.former_until && toDateTime(row.former_until),
});

function demand(came: Came): void {
  if (came === 'done') return;
  if (came === 'hidden') throw new NotFound();
  throw new Conflict(came === 'changed' ? 'changed_meanwhile' : 'not_now');
}

interface Change {
  id: string;
  action: string;
  after?: Record<string, unknown>;
}
/** One act about a webhook; what there is to send then is sent after the commit. */
const change = (
  { database }: WebhookParts,
  acting: Acting,
  { id, action, after }: Change,
  write: (tx: Tx) => Promise<Came>,
): Promise<Webhook> =>
  act(database, acting, async (tx, note) => {
    demand(await write(tx));
    await enqueue(tx, { kind: 'webhooks.send', dedupe: 'now' });
    note({ action: `webhooks.${action}`, subject: `webhook:${id}`, ...(after && { after }) });
    return read(tx, id);
  });

/** Throws NotFound where they may not. */
export async function addWebhook(
  parts: WebhookParts,
  acting: Acting,
  { institution, ...settings }: WebhookSettings & { institution: number },
): Promise<Webhook> {
  const id = randomUUID();
  const sealed = newSealed(parts, id);
  const cursor = await parts.cursorOfNow();
  // Names and addresses are words of people, which the record does not take.
  return change(parts, acting, { id, action: 'add', after: { institution, kinds: settings.kinds } }, (tx) =>
    queries.saveWebhook(tx, { id, version: null, sealed }, { ...settings, institution_id: institution, cursor }),
  );
}
export const changeWebhook = (
  parts: WebhookParts,
  acting: Acting,
  id: string,
  { version, ...settings }: WebhookSettings & { version: number },
) =>
  change(parts, acting, { id, action: 'change', after: { kinds: settings.kinds } }, (tx) =>
    queries.saveWebhook(tx, { id, version, sealed: null }, settings),
  );
export const pauseWebhook = (parts: WebhookParts, acting: Acting, id: string) =>
  change(parts, acting, { id, action: 'pause' }, (tx) => queries.moveWebhook(tx, id, 'paused'));
export const startWebhook = (parts: WebhookParts, acting: Acting, id: string) =>
  change(parts, acting, { id, action: 'start' }, (tx) => queries.moveWebhook(tx, id, 'active'));
export const testWebhook = (parts: WebhookParts, acting: Acting, id: string) =>
  change(parts, acting, { id, action: 'test' }, (tx) => queries.askForTest(tx, id));
export const rotateWebhook = (parts: WebhookParts, acting: Acting, id: string) =>
  change(parts, acting, { id, action: 'rotate' }, (tx) => queries.rotateWebhook(tx, id, newSealed(parts, id)));

const newSealed = ({ keys }: WebhookParts, id: string) => seal(keys.master, newSecret(), aboutSecret(id));

export const readSecret = ({ database, keys }: WebhookParts, acting: Acting, id: string) =>
  act(database, acting, async (tx, note) => {
    const sealed = await queries.readSecrets(tx, id);
    if (!sealed) throw new NotFound();
    note({ action: 'webhooks.read-secret', subject: `webhook:${id}` });
    const open = (bytes: Buffer) => unseal(keys.master, bytes, aboutSecret(id));
    return { secret: open(sealed.secret), former: sealed.former_secret && open(sealed.former_secret) };
  });

export const removeWebhook = ({ database }: WebhookParts, acting: Acting, id: string, version: number) =>
  act(database, acting, async (tx, note) => {
    demand(await queries.removeWebhook(tx, id, version));
    note({ action: 'webhooks.remove', subject: `webhook:${id}` });
    return { done: true };
  });

/** Throws NotFound. */
export const listMessages = (
  { database }: WebhookParts,
  actor: Actor,
  id: string,
  { cursor, limit }: { cursor?: NewestCursor | undefined; limit: number },
): Promise<{ messages: WebhookMessage[]; next: string | null }> =>
  withActor(database, actor, async (tx) => {
    await read(tx, id);
    const rows = await queries.listMessages(tx, id, { cursor, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { messages: rows.slice(0, limit).map(toMessage), next: last ? `${last.micros}.${last.id}` : null };
  });

const toMessage = ({ id, event, items, made_at, ended_at, tries, last }: MessageRow): WebhookMessage => ({
  ...{ id: `msg_${id}`, event, items, tries },
  madeAt: toDateTime(made_at),
  endedAt: ended_at && toDateTime(ended_at),
  last: last.map((one) => ({ ...one, at: toDateTime(new Date(one.at)) })),
});
