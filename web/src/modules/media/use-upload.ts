import { computed, onBeforeUnmount, ref, shallowRef } from 'vue';
import { onReturn } from '../../api/late.ts';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { newKey } from '../../ui/new-key.ts';
import type { PhotoValue } from './photo-value.ts';
import { sendPhoto } from './send-photo.ts';
import { shrinkPhoto } from './shrink-photo.ts';

type State = 'asking' | 'preparing' | 'sending' | 'reading' | 'lost' | 'refused';

/** One photo on its way: chosen, described, made smaller, sent; what was lost is sent again when the connection is back. */
export function useUpload(onDone: (photo: PhotoValue) => void) {
  const state = ref<State>('asking');
  const part = ref(0);
  /** What the server says against it. */
  const refusal = ref('');
  const chosen = shallowRef<{ file: Blob; url: string; small: Blob | null; key: string; alt: string } | null>(null);
  let stop = new AbortController();

  function choose(file: Blob): void {
    drop();
    chosen.value = { file, url: URL.createObjectURL(file), small: null, key: newKey(), alt: '' };
  }
  function drop(): void {
    stop.abort();
    if (chosen.value) URL.revokeObjectURL(chosen.value.url);
    chosen.value = null;
    state.value = 'asking';
    refusal.value = '';
  }

  async function send(alt: string): Promise<void> {
    const photo = chosen.value;
    if (!photo) return;
    // Another description is another upload.
    if (photo.alt !== alt) Object.assign(photo, { alt, key: newKey() });
    const { signal } = (stop = new AbortController());
    part.value = 0;
    try {
      state.value = 'preparing';
      photo.small ??= await shrinkPhoto(photo.file);
      if (signal.aborted) return;
      state.value = 'sending';
      const onProgress = (done: number) => {
        part.value = done;
        if (done === 1) state.value = 'reading';
      };
      const { file, width, height } = await sendPhoto(photo.small, { alt, key: photo.key, signal, onProgress });
      drop();
      onDone({ file, alt, width, height });
    } catch (error) {
      if (isAbort(error)) return;
      tell(error);
    }
  }
  function tell(error: unknown): void {
    if (!(error instanceof ApiProblem)) throw error;
    state.value = error.status === 0 ? 'lost' : 'refused';
    refusal.value = error.problem.errors?.map(({ message }) => message).join(' ') || error.problem.title;
  }

  const ignore = onReturn(() => {
    if (state.value === 'lost' && chosen.value) void send(chosen.value.alt);
  });
  onBeforeUnmount(() => {
    ignore();
    drop();
  });
  return {
    state,
    refusal,
    preview: computed(() => chosen.value?.url ?? null),
    percent: computed(() => Math.round(part.value * 100)),
    isUnderWay: computed(() => ['preparing', 'sending', 'reading'].includes(state.value)),
    ...{ choose, drop, send },
  };
}
