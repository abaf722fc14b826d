import type { PinForm, Revision } from '@zlm/server/contract';
import type { Kept, Known } from './keeper.ts';

/** A revision with the institution it is for as a number. */
export type KnownRevision = Known & { revision: Revision };
export type KeptRevision = Kept<KnownRevision>;
type Forms = { account: string; forms: readonly PinForm[]; institutions: readonly { id: number; name: string }[] };

const NAME = 'zlm.drafts';
const OLDEST_MS = 90 * 86_400_000;
let opened: Promise<IDBDatabase> | null = null;

/** What is typed stays on the device until the server has it, also where the browser is closed. */
function open(): Promise<IDBDatabase> {
  return (opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('drafts', { keyPath: ['revision', 'tab'] });
      request.result.createObjectStore('forms', { keyPath: 'account' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => {
      opened = null;
      reject(request.error ?? new Error('no drafts'));
    };
  }));
}
async function run<T>(
  store: string,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = ask(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('not kept'));
  });
}

export const putDraft = (kept: KeptRevision): Promise<unknown> =>
  // Values of forms are plain, but reactive ones cannot be cloned.
  run('drafts', 'readwrite', (store) => store.put(JSON.parse(JSON.stringify(kept))));
export const dropDraft = ({ revision, tab }: Pick<KeptRevision, 'revision' | 'tab'>): Promise<unknown> =>
  run('drafts', 'readwrite', (store) => store.delete([revision, tab]));

const all = (): Promise<KeptRevision[]> =>
  run<KeptRevision[]>('drafts', 'readonly', (store) => store.getAll() as IDBRequest<KeptRevision[]>);
/** What somebody typed here: of this tab, else what another one left and the server has not; of others nothing. */
export async function findDraft(revision: string, account: string, tab: string): Promise<KeptRevision | null> {
  const own = (await all()).filter((kept) => kept.revision === revision && kept.account === account);
  const left = own.filter((kept) => kept.isDirty).sort((a, b) => b.at - a.at);
  return left.find((kept) => kept.tab === tab) ?? left[0] ?? own.find((kept) => kept.tab === tab) ?? null;
}
/** What nobody came back to is not kept for ever. */
export async function clearOld(now: number): Promise<void> {
  for (const kept of await all()) if (now - kept.at > OLDEST_MS || !kept.isDirty) await dropDraft(kept);
}

export const putForms = (forms: Forms): Promise<unknown> => run('forms', 'readwrite', (store) => store.put(forms));
export const findForms = (account: string): Promise<Forms | undefined> =>
  run<Forms | undefined>('forms', 'readonly', (store) => store.get(account) as IDBRequest<Forms | undefined>);

const TAB = 'zlm.tab';
/** Stays through a reload, and is another one in another tab. */
export function nameTab(): string {
  try {
    const known = sessionStorage.getItem(TAB) ?? crypto.getRandomValues(new Uint32Array(2)).join('-');
    sessionStorage.setItem(TAB, known);
    return known;
  } catch {
    return 'only';
  }
}
