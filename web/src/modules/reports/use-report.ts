import type { Endpoints, Kind } from '@zlm/server/contract';
import { computed, ref } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { draftOf, dropDraft, findFlaws, MOST, lengthOf, type FieldName, type Reason } from './draft.ts';
import { newKey } from '../../ui/new-key.ts';
import { useReportsText } from './text.ts';

type State = 'idle' | 'sending' | 'done' | 'failed';

/** A report being written: sent again with the same key until its content changes, so that it is stored once. */
export function useReport(kind: Kind, id: number) {
  const { t, number, lang } = useReportsText();
  const draft = draftOf(kind, id);
  const state = ref<State>('idle');
  const trouble = ref<string | null>(null);
  const filed = ref<number | null>(null);
  const isChecked = ref(false);
  const refused = ref<Partial<Record<FieldName, string>>>({});

  /** Sentences by field, once sending was tried. */
  const errors = computed<Partial<Record<FieldName, string>>>(() => {
    if (!isChecked.value) return {};
    const sentences = { ...refused.value };
    for (const [field, flaw] of Object.entries(findFlaws(draft)) as [FieldName, 'tooLong'][]) {
      const most = field === 'contact' ? MOST.contact : MOST.text;
      const n = field === 'reason' ? 0 : lengthOf(draft[field]);
      sentences[field] = t(`reports.${flaw}`, { most: number(most), n: number(n) });
    }
    return sentences;
  });

  async function send(): Promise<void> {
    isChecked.value = true;
    refused.value = {};
    trouble.value = null;
    if (state.value === 'sending') return;
    if (Object.keys(errors.value).length > 0) return fail(t('reports.failedFields'));
    state.value = 'sending';
    const report = {
      kind,
      id,
      reason: draft.reason as Reason,
      text: draft.text,
      contact: draft.contact,
      lang: lang.value,
    };
    const content = JSON.stringify(report);
    if (content !== draft.sent.content) draft.sent = { content, key: newKey() };
    try {
      const body = { ...report, key: draft.sent.key };
      filed.value = (await call<Endpoints['reportMistake']>('POST', '/api/reports', { body })).number;
      state.value = 'done';
      dropDraft(kind, id);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      for (const { field, message } of error.problem.errors ?? []) refused.value[field as FieldName] = message;
      fail(sentenceOf(error));
    }
  }
  function fail(sentence: string): void {
    state.value = 'failed';
    trouble.value = sentence;
  }
  function sentenceOf({ status, isMissing }: ApiProblem): string {
    if (status === 0) return t('reports.failedOffline');
    if (status === 400) return t('reports.failedFields');
    if (status === 429) return t('reports.failedOften');
    return isMissing ? t('reports.failedMissing') : t('reports.failed');
  }
  return { draft, state, trouble, filed, errors, send };
}
