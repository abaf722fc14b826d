import { ref, type Ref } from 'vue';
import { ApiProblem } from '../api/problem.ts';
import { useText } from '../i18n/use-text.ts';
import { newKey } from './new-key.ts';

/** What is sent by a form: sentences of the server stand at its `Field`s, and the same sent again is one write. */
export function useForm<Field extends string = string>() {
  const { t } = useText();
  const state = ref<'idle' | 'sending' | 'done'>('idle');
  /** What concerns no field. */
  const trouble = ref('');
  /** By the field's path in the body, like `contact.value`. */
  const errors = ref<Partial<Record<string, string>>>({});
  let sent = { content: '', key: '' };

  /** Null where it did not succeed; what was typed stays. */
  async function send<T>(content: unknown, run: (key: string) => Promise<T>): Promise<T | null> {
    if (state.value === 'sending') return null;
    const text = JSON.stringify(content);
    if (text !== sent.content) sent = { content: text, key: newKey() };
    state.value = 'sending';
    trouble.value = '';
    errors.value = {};
    try {
      const answer = await run(sent.key);
      state.value = 'done';
      sent = { content: '', key: '' };
      return answer;
    } catch (error) {
      state.value = 'idle';
      if (!(error instanceof ApiProblem)) throw error;
      for (const { field, message } of error.problem.errors ?? []) errors.value[field] ??= message;
      if (Object.keys(errors.value).length === 0)
        trouble.value = error.status === 0 ? t('app.notReached') : error.problem.title;
      return null;
    }
  }
  return { state, trouble, errors: errors as Ref<Partial<Record<Field, string>>>, send };
}
