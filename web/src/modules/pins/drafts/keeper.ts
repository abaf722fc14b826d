import type { FormBody } from '@zlm/server/contract';
import { ApiProblem } from '../../../api/problem.ts';

/** What is typed of one revision. */
export interface Typed {
  body: FormBody;
  institution: number;
}
/** A revision as the server has it. */
export interface Known extends Typed {
  saved: number;
  isEditable: boolean;
}
/** What a device keeps of a revision until the server has it. */
export interface Kept<R extends Known> extends Typed {
  revision: string;
  account: string;
  /** Of which tab of the browser. */
  tab: string;
  /** As the server told it last. */
  known: R;
  isDirty: boolean;
  /** A saving whose answer has not come: it is sent again as it was, so that it is one. */
  sending: (Typed & { key: string; saved: number }) | null;
  at: number;
}
/**
 * `kept`: the server has it · `waiting`: this device has it and tries again · `expired`: waits for somebody to sign in ·
 * `conflict`: it was saved elsewhere · `refused`: the server will not take it · `closed`: nobody may go on with it.
 */
export type KeepState = 'kept' | 'saving' | 'waiting' | 'expired' | 'conflict' | 'refused' | 'closed';

interface Ways<R extends Known> {
  save: (revision: string, sent: Typed & { saved: number }, key: string) => Promise<R>;
  read: (revision: string) => Promise<R>;
  put: (kept: Kept<R>) => Promise<void>;
  newKey: () => string;
  now: () => number;
  /** After anything that can be seen has changed. */
  tell: () => void;
}
export type Keeper<R extends Known> = ReturnType<typeof createKeeper<R>>;

export const isSame = (a: Typed, b: Typed): boolean =>
  a.institution === b.institution && JSON.stringify(sorted(a.body)) === JSON.stringify(sorted(b.body));
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, sorted(one)]));
}

/** Sees to it that what was typed last is what the server has in the end, through lost answers, reloads and other tabs. */
export function createKeeper<R extends Known>(start: Kept<R>, { save, read, put, newKey, now, tell }: Ways<R>) {
  let kept = start;
  let state: KeepState = start.isDirty ? 'waiting' : 'kept';
  let theirs: R | null = null;
  let refusal: ApiProblem | null = null;
  let running: Promise<void> | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  /** One after the other: an older text never lands on a newer one. */
  function change(next: Partial<Kept<R>>): Promise<unknown> {
    kept = { ...kept, ...next, at: now() };
    const written = kept;
    writing = writing.then(() => put(written)).catch(() => undefined);
    return writing;
  }
  function enter(next: KeepState): void {
    state = next;
    tell();
  }
  function edit({ body, institution }: Typed): Promise<unknown> {
    const done = change({ body, institution, isDirty: true });
    if (state === 'kept' || state === 'refused') state = 'saving';
    tell();
    return done;
  }
  /** Saves until nothing is left to save, or something is in the way. */
  function flush(): Promise<void> {
    return (running ??= run().finally(() => (running = null)));
  }
  async function run(): Promise<void> {
    while (kept.isDirty && state !== 'conflict' && state !== 'closed') {
      const { body, institution, known } = kept;
      const sending = kept.sending ?? { key: newKey(), saved: known.saved, body, institution };
      // Known after a reload too, before anything is sent.
      await change({ sending });
      enter('saving');
      try {
        accept(
          await save(
            kept.revision,
            { saved: sending.saved, body: sending.body, institution: sending.institution },
            sending.key,
          ),
          sending,
        );
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        if (!(await settle(error, sending))) return;
      }
    }
    if (!kept.isDirty) enter('kept');
  }
  function accept(known: R, sent: Typed): void {
    void change({ known, sending: null, isDirty: !isSame(sent, kept) });
  }
  /** Whether to go on at once. */
  async function settle(error: ApiProblem, sent: Typed): Promise<boolean> {
    const { status } = error;
    if (status === 401) return stop('expired');
    if (status === 409 || status === 404) return compare(sent);
    if (status === 0 || status === 408 || status === 429 || status >= 500) return stop('waiting');
    refusal = error;
    void change({ sending: null });
    return stop('refused');
  }
  function stop(next: KeepState): false {
    enter(next);
    return false;
  }
  /** It was saved since: by this very sending, or by somebody else. */
  async function compare(sent: Typed): Promise<boolean> {
    let known: R;
    try {
      known = await read(kept.revision);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 401) return stop('expired');
      if (!error.isMissing && error.status !== 403) return stop('waiting');
      refusal = error;
      return stop('refused');
    }
    if (isSame(known, sent)) {
      accept(known, sent);
      return true;
    }
    if (isSame(known, kept)) {
      await change({ known, sending: null, isDirty: false });
      return true;
    }
    theirs = known;
    void change({ sending: null });
    return stop(known.isEditable ? 'conflict' : 'closed');
  }
  /** Ends a conflict with one of the two. */
  function choose(whose: 'mine' | 'theirs'): Promise<void> {
    if (!theirs) return Promise.resolve();
    const known = theirs;
    theirs = null;
    state = 'waiting';
    void change(
      whose === 'mine' ? { known } : { known, body: known.body, institution: known.institution, isDirty: false },
    );
    return flush();
  }
  /** After something else than a saving changed it on the server. */
  async function renew(known: R): Promise<void> {
    await change({ known, body: known.body, institution: known.institution, isDirty: false, sending: null });
    enter('kept');
  }
  return {
    edit,
    flush,
    choose,
    renew,
    kept: () => kept,
    state: () => state,
    theirs: () => theirs,
    refusal: () => refusal,
    /** Once all that was typed is on the device. */
    written: () => writing,
  };
}
