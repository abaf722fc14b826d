import type { Reason } from '../../contract/errors.ts';
import type { FormBody, PinKind } from '../../contract/form.ts';
import { ORGANISER } from '../../contract/kinds.ts';
import { toPinState, type Flag, type NotedStatus } from '../../contract/lifecycle.ts';
import {
  withActor,
  type Actor,
  type Database,
  type FlagSource,
  type PinnedKind,
  type StoredThing,
  type Submitted,
  type Tx,
} from '../../db/index.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../errors.ts';
import { toDateTime, toDay } from '../../formats/shanghai-time.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { readCopied } from './copying.ts';
import * as queries from './queries.ts';
import type { Outcome, PinRowRow, PinsWanted, RevisionRow } from './queries.ts';
import { listPlacesOf } from './places-of.ts';
import { readBody, toErrors } from './read-body.ts';
import { listNamingProblems, listThingsOf } from './things-of.ts';
import type { Pin, PinRow, Revision } from './schema.ts';

export interface PinParts {
  database: Database;
  pinned: readonly PinnedKind[];
  things: readonly StoredThing[];
  flags: readonly FlagSource[];
}
const MOST_INSTITUTIONS = 50;

const pinnedOf = (pinned: readonly PinnedKind[], kind: PinKind): PinnedKind => {
  const found = pinned.find((one) => one.kind === kind);
  if (!found) throw new Error(`nobody writes ${kind}`);
  return found;
};

/** The forms of all kinds, and for whom who asks may fill them in. */
export function listForms({ database, pinned }: PinParts, actor: Actor) {
  return withActor(database, actor, async (tx) => {
    const { rows, total } = await queries.listMyInstitutions(tx, MOST_INSTITUTIONS);
    return { forms: pinned.map(({ form }) => form), institutions: rows, institutionsTotal: total };
  });
}

export function listPins({ database }: PinParts, actor: Actor, wanted: PinsWanted) {
  return withActor(database, actor, async (tx) => {
    const rows = await queries.listPins(tx, { ...wanted, limit: wanted.limit + 1 });
    const shown = rows.slice(0, wanted.limit);
    const last = rows.length > wanted.limit ? shown.at(-1) : undefined;
    return {
      pins: shown.map(toPinRow),
      total: rows[0]?.total ?? 0,
      next: last ? `${last.micros}.${last.pin}` : null,
    };
  });
}

const toInstitution = (row: { institution_id: number | null; institution: string | null }) => ({
  id: row.institution_id ?? 0,
  name: row.institution ?? '',
});
const toPinRow = (row: PinRowRow): PinRow => ({
  pin: row.pin,
  kind: row.kind,
  title: row.title,
  institution: toInstitution(row),
  state: row.state,
  presence: row.presence,
  revision: row.open_id,
  publishAt: row.publish_at && toDateTime(row.publish_at),
  reason: row.open_state === 'returned' ? row.reason : null,
  isMine: row.is_mine,
  changedAt: toDateTime(row.changed_at),
});

/** Throws NotFound where it is hidden from who acts. */
async function readRevision(
  tx: Tx,
  { pinned, things }: Pick<PinParts, 'pinned' | 'things'>,
  id: string,
  now: Date,
): Promise<Revision> {
  const row = await queries.findRevision(tx, id);
  if (!row) throw new NotFound();
  const decisions = await queries.listDecisions(tx, id);
  const kind = pinnedOf(pinned, row.kind);
  const named = await listThingsOf(tx, things, kind.form, [row.body, row.base]);
  return {
    ...toRevision(row),
    places: await listPlacesOf(tx, kind.form, [row.body, row.base]),
    things: named,
    problems: [
      ...readBody(kind, row.body, toDay(now)).problems,
      // Of what others wrote it is theirs to say.
      ...(row.is_mine ? await listNamingProblems(tx, kind.form, row, named) : []),
    ],
    decisions: decisions.map(({ id, decision, reason, is_mine, decided_at, undone_at }) => ({
      ...{ id, decision, reason, isMine: is_mine, at: toDateTime(decided_at) },
      undoneAt: undone_at && toDateTime(undone_at),
    })),
  };
}
const toRevision = (row: RevisionRow) => ({
  id: row.id,
  pin: row.pin,
  kind: row.kind,
  n: row.n,
  institution: toInstitution(row),
  state: row.state,
  saved: row.saved,
  body: row.body,
  base: row.base,
  flags: row.flags,
  publishAt: row.publish_at && toDateTime(row.publish_at),
  madeAt: toDateTime(row.made_at),
  savedAt: toDateTime(row.saved_at),
  submittedAt: row.submitted_at && toDateTime(row.submitted_at),
  isMine: row.is_mine,
  isEditable: row.is_mine && (row.state === 'draft' || row.state === 'returned'),
});

/** Throws NotFound. */
export const getRevision = (parts: PinParts, actor: Actor, id: string, now: Date): Promise<Revision> =>
  withActor(parts.database, actor, (tx) => readRevision(tx, parts, id, now));

export interface Beginning {
  kind: PinKind;
  institution: number | null;
  thing: number | null;
  copyOf: number | null;
  body: FormBody;
}

/** Throws NotFound, Invalid, and Conflict where a colleague is at it. */
export async function beginPin(parts: PinParts, acting: Acting, beginning: Beginning): Promise<Revision> {
  const { kind, thing, copyOf, institution } = beginning;
  try {
    return await act(parts.database, acting, async (tx, note) => {
      const first = copyOf === null ? {} : await readCopied(tx, pinnedOf(parts.pinned, kind), copyOf);
      const read = readBody(pinnedOf(parts.pinned, kind), { ...first, ...beginning.body }, toDay(acting.now));
      refuseUnknown(read.unknown);
      await holdPhotos(tx, read.body);
      const body = thing === null ? read.body : beginning.body;
      const id = await queries.beginRevision(tx, { kind, thing, institution, body });
      if (id === null) throw new NotFound();
      const revision = await readRevision(tx, parts, id, acting.now);
      note({ action: 'pins.begin', subject: `${kind}:${revision.pin}`, after: { revision: id, n: revision.n } });
      return revision;
    });
  } catch (cause) {
    if ((cause as { constraint?: string }).constraint === 'revisions_open') throw new Conflict('somebody_at_it');
    if (cause instanceof NotFound)
      await noteRefusal(parts.database, acting, {
        action: 'pins.begin',
        subject: `institution:${institution ?? thing}`,
      });
    throw cause;
  }
}

function refuseUnknown(names: readonly string[]): void {
  if (names.length > 0)
    throw new Invalid(
      names.slice(0, 20).map((name) => ({ in: 'body', field: `body.${name}`, message: 'is not known' })),
    );
}

/** Keeps them for what is about to name them. Throws Invalid for photos that are not there, or not theirs to show. */
async function holdPhotos(tx: Tx, { photos }: FormBody): Promise<void> {
  const names = Array.isArray(photos) ? photos.map((photo) => String((photo as { file?: unknown } | null)?.file)) : [];
  const unknown = await queries.holdFiles(tx, names);
  if (unknown.length === 0) return;
  const fields = names.flatMap((name, at) => (unknown.includes(name) ? [`body.photos.${at}.file`] : []));
  throw new Invalid(fields.map((field) => ({ in: 'body', field, message: 'must be a file that was sent here' })));
}

const OUTCOMES: Record<Exclude<Outcome, 'done' | 'hidden'>, Reason> = {
  closed: 'not_open',
  changed: 'saved_elsewhere',
  not_yours: 'outside_scope',
};
/** Throws NotFound, Conflict or Forbidden for all but `done`. */
export function demandDone(came: Outcome, reasons: Partial<typeof OUTCOMES> = {}): void {
  if (came === 'done') return;
  if (came === 'hidden') throw new NotFound();
  const reason = reasons[came] ?? OUTCOMES[came];
  throw came === 'not_yours' ? new Forbidden(reason) : new Conflict(reason);
}

/** Keeps what is typed, right or not. Throws NotFound, Invalid for fields the form does not have, Conflict. */
export function saveRevision(
  parts: PinParts,
  acting: Acting,
  id: string,
  wanted: { saved: number; body: FormBody; institution?: number | undefined },
): Promise<Revision> {
  return withActor(parts.database, acting.actor, async (tx) => {
    const row = await queries.findRevision(tx, id);
    if (!row) throw new NotFound();
    const { body, unknown } = readBody(pinnedOf(parts.pinned, row.kind), wanted.body, toDay(acting.now));
    refuseUnknown(unknown);
    await holdPhotos(tx, body);
    demandDone(
      await queries.saveRevision(tx, { id, saved: wanted.saved, body, institution: wanted.institution ?? null }),
    );
    return readRevision(tx, parts, id, acting.now);
  });
}

/** Throws NotFound, Invalid with what is missing, Forbidden where the role is gone, Conflict. */
export async function submitRevision(
  parts: PinParts,
  acting: Acting,
  id: string,
  { saved, publishAt }: { saved: number; publishAt: string | null },
): Promise<Revision> {
  const noting = { action: 'pins.submit', subject: `revision:${id}` };
  return noteForbidden(parts, acting, noting, () =>
    act(parts.database, acting, async (tx, note) => {
      const before = await readRevision(tx, parts, id, acting.now);
      if (!before.isMine) throw new NotFound();
      if (before.problems.length > 0) throw new Invalid(toErrors(before.problems));
      const at = readPublishAt(pinnedOf(parts.pinned, before.kind), before.body, publishAt, acting.now);
      const flags = await raise(tx, parts.flags, before);
      demandDone(await queries.submitRevision(tx, { id, saved, flags, publishAt: at }));
      note({ ...noting, subject: `${before.kind}:${before.pin}`, after: { revision: id, n: before.n, saved } });
      return readRevision(tx, parts, id, acting.now);
    }),
  );
}

/** Throws Invalid for a time that has passed, or after which nothing is left of it. */
function readPublishAt({ ends }: PinnedKind, body: FormBody, publishAt: string | null, now: Date): Date | null {
  if (publishAt === null) return null;
  const at = new Date(publishAt);
  const end = ends?.(body) ?? null;
  const refuse = (message: string) => new Invalid([{ in: 'body', field: 'publishAt', message }]);
  if (at <= now) throw refuse('must be in the future');
  if (end !== null && at > new Date(end)) throw refuse('must not be after the last session');
  return at;
}

/** Throws NotFound, Invalid for a time that cannot be, Forbidden where the role is gone, Conflict. */
export async function rescheduleRevision(
  parts: PinParts,
  acting: Acting,
  id: string,
  { saved, publishAt }: { saved: number; publishAt: string | null },
): Promise<Revision> {
  const noting = { action: 'pins.reschedule', subject: `revision:${id}` };
  return noteForbidden(parts, acting, noting, () =>
    act(parts.database, acting, async (tx, note) => {
      const { kind, body, isMine, pin, n } = await readRevision(tx, parts, id, acting.now);
      if (!isMine) throw new NotFound();
      const at = readPublishAt(pinnedOf(parts.pinned, kind), body, publishAt, acting.now);
      demandDone(await queries.rescheduleRevision(tx, { id, saved, publishAt: at }));
      note({ ...noting, subject: `${kind}:${pin}`, after: { revision: id, n, publishAt } });
      return readRevision(tx, parts, id, acting.now);
    }),
  );
}

async function raise(tx: Tx, sources: readonly FlagSource[], submitted: Submitted): Promise<Flag[]> {
  const raised: Flag[] = [];
  for (const { flag, isRaised } of sources) if (await isRaised(tx, submitted)) raised.push(flag);
  return raised;
}

async function noteForbidden<T>(
  { database }: PinParts,
  acting: Acting,
  noting: { action: string; subject: string },
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (cause instanceof Forbidden || cause instanceof NotFound) await noteRefusal(database, acting, noting);
    throw cause;
  }
}

/** One step of a revision that its author takes. */
const step =
  (action: string, run: (tx: Tx, id: string) => Promise<Outcome>) =>
  (parts: PinParts, acting: Acting, id: string): Promise<Revision> =>
    act(parts.database, acting, async (tx, note) => {
      demandDone(await run(tx, id));
      const revision = await readRevision(tx, parts, id, acting.now);
      note({ action, subject: `${revision.kind}:${revision.pin}`, after: { revision: id, n: revision.n } });
      return revision;
    });
export const takeBackRevision = step('pins.take_back', queries.takeBackRevision);
const discard = step('pins.discard', queries.discardRevision);
export const discardRevision = async (parts: PinParts, acting: Acting, id: string) => {
  await discard(parts, acting, id);
  return { done: true };
};
export const askSecondOpinion = (parts: PinParts, acting: Acting, id: string, reason: string) =>
  step('pins.second_opinion', (tx, revision) => queries.askSecondOpinion(tx, revision, reason))(parts, acting, id);

type What = Pin['history'][number]['what'];

/** Throws NotFound. */
export const getPin = (parts: PinParts, actor: Actor, pin: number): Promise<Pin> =>
  withActor(parts.database, actor, (tx) => readPin(parts, tx, pin));

async function readPin({ pinned }: Pick<PinParts, 'pinned'>, tx: Tx, pin: number): Promise<Pin> {
  const rights = await queries.findRights(tx, pin);
  if (!rights) throw new NotFound();
  const [row] = await queries.listPins(tx, { pin, limit: 1 });
  const history = await queries.listEvents(tx, pin);
  const presence = row?.presence ?? 'public';
  const isPublic = presence === 'public';
  const mayAct = rights.write || rights.review;
  const named = row ?? (await queries.describeThing(tx, pin, rights.kind));
  return {
    pin,
    kind: rights.kind,
    title: named.title,
    institution: toInstitution(named),
    state: row ? row.state : toPinState({ presence, open: null, status: named.status }),
    presence,
    status: (named.status as Pin['status']) ?? null,
    open: row ? toOpen(row) : null,
    may: [
      ...(rights.write && (!row?.open_id || row.is_mine) ? (['change'] as const) : []),
      ...(mayAct && isPublic && pinnedOf(pinned, rights.kind).setStatus ? (['status'] as const) : []),
      ...(mayAct && isPublic && rights.kind !== ORGANISER ? (['withdraw', 'archive'] as const) : []),
    ],
    history: history.map(({ at, what, n, by, status, day, reason, fields }) => ({
      ...{ at: toDateTime(at), what: what as What, n, by, status: status as Pin['status'], day, reason, fields },
    })),
  };
}

function toOpen({ open_id, open_state, open_saved, publish_at, is_mine }: PinRowRow): Pin['open'] {
  if (!open_id || !open_state || !open_saved) return null;
  const publishAt = publish_at && toDateTime(publish_at);
  return { revision: open_id, saved: open_saved, state: open_state, publishAt, isMine: is_mine };
}

/** Throws NotFound, and Conflict for what cannot be said of it. */
export function setPinStatus(
  parts: PinParts,
  acting: Acting,
  pin: number,
  { status, day, note: said }: { status: NotedStatus; day: string | null; note: string },
): Promise<Pin> {
  const noting = { action: 'pins.status', subject: `thing:${pin}` };
  return noteForbidden(parts, acting, noting, () =>
    act(parts.database, acting, async (tx, note) => {
      demandDone(await queries.setPinStatus(tx, { pin, status, day, note: said }), { closed: 'not_now' });
      const now = await readPin(parts, tx, pin);
      note({ ...noting, subject: `${now.kind}:${pin}`, after: { status, day } });
      return now;
    }),
  );
}

/** Throws NotFound, Conflict. */
export function leavePublic(
  parts: PinParts,
  acting: Acting,
  pin: number,
  { becomes, reason }: { becomes: 'withdrawn' | 'archived'; reason: string },
): Promise<Pin> {
  const noting = { action: `pins.${becomes}`, subject: `thing:${pin}` };
  return noteForbidden(parts, acting, noting, () =>
    act(parts.database, acting, async (tx, note) => {
      demandDone(await queries.leavePublic(tx, pin, becomes, reason), { closed: 'not_now' });
      const now = await readPin(parts, tx, pin);
      note({ ...noting, subject: `${now.kind}:${pin}` });
      return now;
    }),
  );
}
