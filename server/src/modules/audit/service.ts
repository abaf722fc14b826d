import type { Keys } from '../../crypto/keys.ts';
import { withActor, type Actor, type Database, type Session, type Tx } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, type Acting } from './act.ts';
import { findEntry, listEntries, listOwnEntries, readSize, type AuditRow, type AuditWanted } from './queries.ts';
import type { AuditCheck, AuditEntry, AuditFilter, LogEntry } from './schema.ts';
import { openAbout, type SealedText } from './sealed-text.ts';
import { readLastCheckpoint } from './checkpoints.ts';

export interface AuditParts {
  database: Database;
  keys: Keys;
}

const DAY_MS = 86_400_000;

/** Newest first; reading is noted, once a page. */
export function listAudit(
  { database, keys }: AuditParts,
  acting: Acting,
  { cursor, limit, ...filter }: AuditFilter & { cursor?: number | undefined; limit: number },
) {
  return act(database, acting, async (tx, note) => {
    const rows = await listEntries(tx, toWanted(filter), { before: cursor, most: limit + 1 });
    const shown = rows.slice(0, limit);
    note({ action: 'audit.read', subject: 'audit', after: { ...filter, ...spanOf(shown) } });
    const next = rows.length > limit ? String(shown.at(-1)!.seq) : null;
    return { entries: await toEntries(tx, keys, shown), next, size: await readSize(tx) };
  });
}

/** Throws NotFound. */
export function getAuditEntry({ database, keys }: AuditParts, acting: Acting, seq: number): Promise<AuditEntry> {
  return act(database, acting, async (tx, note) => {
    const row = await findEntry(tx, seq);
    if (!row) throw new NotFound();
    note({ action: 'audit.read', subject: 'audit', after: spanOf([row]) });
    return (await toEntries(tx, keys, [row]))[0]!;
  });
}

/** The last signature, and whether what it was made for is still there. */
export async function getAuditCheck(
  { database, checkpointsFile }: AuditParts & { checkpointsFile: string },
  actor: Actor,
): Promise<AuditCheck> {
  const signed = await readLastCheckpoint(checkpointsFile);
  return withActor(database, actor, async (tx) => {
    const size = await readSize(tx);
    if (!signed) return { size, signed: null, isHeld: true };
    const entry = await findEntry(tx, signed.size);
    const { size: upTo, hash, at } = signed;
    const told = { size: upTo, hash, at: toDateTime(new Date(at)) };
    return { size, signed: told, isHeld: entry?.hash.toString('hex') === hash };
  });
}

const spanOf = (rows: readonly AuditRow[]) => {
  const [first, last] = [rows[0]?.seq, rows.at(-1)?.seq];
  return { entries: rows.length, ...(first !== undefined && { first, last }) };
};

/** Days are those of Shanghai. */
export function toWanted({ from, to, ...rest }: AuditFilter): AuditWanted {
  const midnight = (day: string) => Date.parse(`${day}T00:00:00+08:00`);
  return {
    ...rest,
    fromMs: from === undefined ? undefined : midnight(from),
    toMs: to === undefined ? undefined : midnight(to) + DAY_MS,
  };
}

interface Payload {
  actor: string;
  onBehalfOf?: string;
  action: string;
  subject: string;
  before?: unknown;
  after?: unknown;
  at: number;
  request: string;
}

export async function toEntries(tx: Tx, keys: Keys, rows: readonly AuditRow[]): Promise<AuditEntry[]> {
  const reasons = await openReasons(tx, keys, rows);
  return rows.map((row, at) => toEntry(row, reasons[at]!));
}

/** Null where none was given, or its key is gone. */
async function openReasons(tx: Tx, keys: Keys, rows: readonly { payload: string }[]): Promise<(string | null)[]> {
  const found = rows.map(({ payload }) => reasonOf(JSON.parse(payload) as Payload));
  const opened = await openAbout(
    tx,
    keys,
    found.flatMap((one) => one ?? []),
  );
  return found.map((one) => one && opened.shift()!);
}
function reasonOf({ subject, after }: Payload): { account: string; text: SealedText } | null {
  const text = (after as { reason?: SealedText | null } | null | undefined)?.reason;
  return text?.sealed && subject.startsWith('account:') ? { account: subject.slice('account:'.length), text } : null;
}

function toEntry({ seq, payload, prev_hash, hash }: AuditRow, reason: string | null): AuditEntry {
  const { at, onBehalfOf, before, after, ...rest } = JSON.parse(payload) as Payload;
  return {
    seq,
    ...rest,
    at: toDateTime(new Date(at)),
    onBehalfOf: onBehalfOf ?? null,
    before: before ?? null,
    after: after ?? null,
    reason,
    prevHash: prev_hash.toString('hex'),
    hash: hash.toString('hex'),
  };
}

/** Who saw and changed what is theirs: who it was is told by kind, a number names the entry to ask about. */
export function getMyLog(
  { database, keys }: AuditParts,
  acting: Acting,
  session: Session,
  { cursor, limit }: { cursor?: number | undefined; limit: number },
): Promise<{ entries: LogEntry[]; next: string | null }> {
  return withActor(database, acting.actor, async (tx) => {
    const rows = await listOwnEntries(tx, { before: cursor, most: limit + 1 });
    const shown = rows.slice(0, limit);
    const next = rows.length > limit ? String(shown.at(-1)!.seq) : null;
    const reasons = await openReasons(tx, keys, shown);
    return { entries: shown.map((row, at) => toLogEntry(row, reasons[at]!, session)), next };
  });
}

function toLogEntry(
  { seq, payload }: { seq: number; payload: string },
  reason: string | null,
  session: Session,
): LogEntry {
  const { at, actor, onBehalfOf, action, subject } = JSON.parse(payload) as Payload;
  return {
    seq,
    at: toDateTime(new Date(at)),
    action,
    by: whoIs({ actor, onBehalfOf, action }, session),
    // Of another account, which they act for or who acts for them, only what kind of thing it is.
    subject: subject === `account:${session.account}` ? 'me' : subject.replace(/^(account|person):.*/, '$1'),
    reason,
  };
}

function whoIs(
  { actor, onBehalfOf, action }: Pick<Payload, 'actor' | 'action'> & { onBehalfOf: string | undefined },
  session: Session,
): LogEntry['by'] {
  if (actor === `account:${session.account}`) return 'me';
  if (!actor.startsWith('account:')) return 'system';
  return onBehalfOf === `person:${session.person}` || action.startsWith('delegations.') ? 'other' : 'staff';
}
