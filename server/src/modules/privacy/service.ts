import { currentConsent, dueOf, PURPOSES, type Purpose } from '../../contract/consents.ts';
import type { Lang } from '../../contract/lists.ts';
import { withActor, type Actor, type Session, type Tx } from '../../db/index.ts';
import { Conflict, Invalid, NotFound } from '../../errors.ts';
import { toCsv } from '../../formats/csv.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, type Acting } from '../audit/act.ts';
import { tellOwnData, type PrivacyParts } from './own-data.ts';
import { beginErasing, giveConsent, listConsents, undoErasing, withdrawConsent } from './queries.ts';
import type { ConsentText, OwnConsents, OwnData } from './schema.ts';

export const listTexts = (lang: Lang): ConsentText[] =>
  PURPOSES.map(currentConsent).map(({ purpose, version, names, text, hash }) => ({
    purpose,
    version,
    name: names[lang],
    text: text[lang],
    hash,
  }));

export const getOwnConsents = ({ database }: PrivacyParts, actor: Actor): Promise<OwnConsents> =>
  withActor(database, actor, readConsents);

async function readConsents(tx: Tx): Promise<OwnConsents> {
  const rows = await listConsents(tx);
  return {
    consents: rows.map(({ purpose, version, given_at, withdrawn_at }) => ({
      purpose: purpose as Purpose,
      version,
      givenAt: toDateTime(given_at),
      withdrawnAt: withdrawn_at && toDateTime(withdrawn_at),
      isCurrent: withdrawn_at === null && version === currentConsent(purpose as Purpose).version,
    })),
    due: dueOf(rows.filter(({ withdrawn_at }) => withdrawn_at === null)),
  };
}

/** Throws Invalid for another text than that asked for now. */
export function give(
  { database }: PrivacyParts,
  acting: Acting,
  { purpose, version }: { purpose: Purpose; version: string },
): Promise<OwnConsents> {
  const asked = currentConsent(purpose);
  if (asked.version !== version)
    throw new Invalid([{ in: 'body', field: 'version', message: 'is not the text asked for now' }]);
  return act(database, acting, async (tx, note) => {
    await giveConsent(tx, purpose, version, asked.hash);
    note({ action: 'consents.give', subject: subjectOf(acting), after: { purpose, version, hash: asked.hash } });
    return readConsents(tx);
  });
}

/** Throws NotFound for what was not given, Conflict for that without which there is no account. */
export function withdraw({ database }: PrivacyParts, acting: Acting, purpose: Purpose): Promise<OwnConsents> {
  if (purpose === 'account') throw new Conflict('consent_is_account');
  return act(database, acting, async (tx, note) => {
    if (!(await withdrawConsent(tx, purpose))) throw new NotFound();
    note({ action: 'consents.withdraw', subject: subjectOf(acting), before: { purpose } });
    return readConsents(tx);
  });
}

const subjectOf = ({ actor }: Acting) => (actor.kind === 'account' ? `account:${actor.account}` : actor.kind);

interface Reading {
  session: Session;
  lang: Lang;
  now: Date;
}
async function readOwnData(tx: Tx, parts: PrivacyParts, { session, lang, now }: Reading): Promise<OwnData> {
  return { at: toDateTime(now), account: session.account, tables: await tellOwnData(tx, parts, lang) };
}

export const getOwnData = (parts: PrivacyParts, actor: Actor, reading: Reading): Promise<OwnData> =>
  withActor(parts.database, actor, (tx) => readOwnData(tx, parts, reading));

/** The same, noted in the record. */
export function exportOwnData(parts: PrivacyParts, acting: Acting, reading: Reading): Promise<OwnData> {
  return act(parts.database, { ...acting, idempotency: null }, async (tx, note) => {
    note({ action: 'data.export', subject: subjectOf(acting) });
    return readOwnData(tx, parts, reading);
  });
}

const HEADS: Record<Lang, readonly string[]> = {
  'zh-CN': ['内容', '第几条', '项目', '值', '用途', '保存多久'],
  en: ['What', 'Row', 'Field', 'Value', 'Why', 'Kept'],
};
/** One line for each value. */
export const toTable = ({ tables }: OwnData, lang: Lang): string =>
  toCsv([
    HEADS[lang],
    ...tables.flatMap(({ name, why, kept, rows }) =>
      rows.flatMap((row, at) => row.map((one) => [name, String(at + 1), one.name, one.value, why, kept])),
    ),
  ]);

/** Throws Conflict for the last administrator of a kind. */
export function beginErasure({ database }: PrivacyParts, acting: Acting): Promise<{ eraseAt: string }> {
  return act(database, acting, async (tx, note) => {
    const at = await beginErasing(tx);
    if (!at) throw new Conflict('last_administrator');
    note({ action: 'accounts.begin_erasing', subject: subjectOf(acting), after: { eraseAt: toDateTime(at) } });
    return { eraseAt: toDateTime(at) };
  });
}

/** Throws NotFound where none was begun. */
export function undoErasure({ database }: PrivacyParts, acting: Acting): Promise<null> {
  return act(database, acting, async (tx, note) => {
    if (!(await undoErasing(tx))) throw new NotFound();
    note({ action: 'accounts.undo_erasing', subject: subjectOf(acting) });
    return null;
  });
}
