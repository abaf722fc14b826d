import type { FormBody, Revision } from '@zlm/server/contract';
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue';
import { onReturn } from '../../../api/late.ts';
import { newKey } from '../../../ui/new-key.ts';
import { useAccount } from '../../account/account.ts';
import { readRevision, saveRevision } from '../api.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { clearOld, dropDraft, findDraft, nameTab, putDraft, type KeptRevision, type KnownRevision } from './shelf.ts';

const PAUSE_MS = 900; // between the last key and a saving

export const toKnown = (revision: Revision): KnownRevision => ({
  revision,
  body: revision.body,
  institution: revision.institution.id,
  saved: revision.saved,
  isEditable: revision.isEditable,
});

interface OpenDraft {
  keeper: Keeper<KnownRevision>;
  /** Counts what changed about it. */
  told: Ref<number>;
}

/** A revision that is typed in: on the device at once, on the server soon. */
export function useDraft({ keeper, told }: OpenDraft) {
  const account = useAccount();
  /** Read anew when anything about it changed. */
  const seen = <T>(read: () => T) => computed(() => (told.value, read()));
  let timer: ReturnType<typeof setTimeout> | undefined;

  const typed = seen(keeper.kept);
  function change(next: Partial<{ body: FormBody; institution: number }>): void {
    const { body, institution } = keeper.kept();
    void keeper.edit({ body, institution, ...next });
    clearTimeout(timer);
    timer = setTimeout(() => void keeper.flush(), PAUSE_MS);
  }
  function flush(): Promise<void> {
    clearTimeout(timer);
    return keeper.flush();
  }
  const stop = onReturn(() => keeper.state() === 'waiting' && void flush());
  watch(
    () => account.isExpired || account.me === null,
    (isOut) => void (!isOut && keeper.state() === 'expired' && flush()),
  );
  const hide = () => document.hidden && void flush();
  document.addEventListener('visibilitychange', hide);
  onScopeDispose(() => {
    stop();
    document.removeEventListener('visibilitychange', hide);
    void flush();
  });
  return {
    body: computed<FormBody>({ get: () => typed.value.body, set: (body) => change({ body }) }),
    institution: computed<number>({
      get: () => typed.value.institution,
      set: (institution) => change({ institution }),
    }),
    revision: computed(() => typed.value.known.revision),
    state: seen(keeper.state),
    theirs: seen(keeper.theirs),
    refusal: seen(keeper.refusal),
    flush,
    choose: (whose: 'mine' | 'theirs') => keeper.choose(whose),
    renew: (revision: Revision) => keeper.renew(toKnown(revision)),
  };
}
export type Draft = ReturnType<typeof useDraft>;

/** What was typed here last, or the revision as the server has it; rejects where neither can be had. */
export async function openDraft(revision: string, who: string): Promise<OpenDraft> {
  const told = ref(0);
  const account = useAccount();
  const tab = nameTab();
  void clearOld(Date.now()).catch(() => undefined);
  const left = await findDraft(revision, who, tab).catch(() => null);
  // Without a connection what the device has is enough to go on.
  const start = left?.isDirty ? { ...left, tab } : toKept(await account.asMe(() => readRevision(revision)), who, tab);
  if (left && left.tab !== tab) void putDraft({ ...left, tab }).then(() => dropDraft(left));
  const keeper = createKeeper<KnownRevision>(start, {
    save: async (id, sent, key) => toKnown(await account.asMe(() => saveRevision(id, sent, key))),
    read: async (id) => toKnown(await account.asMe(() => readRevision(id))),
    put: async (kept) => void (await (kept.isDirty ? putDraft(kept) : dropDraft(kept))),
    newKey,
    now: () => Date.now(),
    tell: () => void told.value++,
  });
  return { keeper, told };
}

function toKept(revision: Revision, account: string, tab: string): KeptRevision {
  const known = toKnown(revision);
  const { body, institution } = known;
  return {
    ...{ revision: revision.id, account, tab, known, body, institution },
    ...{ isDirty: false, sending: null, at: Date.now() },
  };
}
