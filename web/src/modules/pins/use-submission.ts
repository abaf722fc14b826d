import type { FormField, PinForm } from '@zlm/server/contract';
import { computed, nextTick, ref } from 'vue';
import { ApiProblem } from '../../api/problem.ts';
import { isAsked } from '../../ui/form/fields.ts';
import { keyOf } from '../../ui/form/pointer.ts';
import { newKey } from '../../ui/new-key.ts';
import { useAccount } from '../account/account.ts';
import { submit } from './api.ts';
import type { Draft } from './drafts/use-draft.ts';
import { usePinText } from './text.ts';

interface Wrong {
  name: string;
  label: string;
  message: string;
}
/** The way from what was typed to a submission: saved, whole, then sent; what is wrong is said at its field. */
export function useSubmission(draft: Draft, form: () => PinForm | null) {
  const { t, lang } = usePinText();
  const account = useAccount();
  const isChecked = ref(false);
  const isSending = ref(false);
  const trouble = ref('');
  /** Said by the refusal of the submission itself. */
  const refused = ref<readonly { field: string; message: string }[]>([]);
  let key = newKey();

  const timeProblem = computed(() => refused.value.find(({ field }) => field === '/publishAt')?.message);
  const problems = computed(() => [...refused.value, ...draft.revision.value.problems]);
  /** One for each field that is wrong, in the order of the form. */
  const summary = computed((): Wrong[] => [
    ...(form()?.fields ?? []).filter((field) => isAsked(field, draft.body.value)).flatMap(summaryOf),
    ...(timeProblem.value ? [{ name: 'publishAt', label: t('pins.when.label'), message: timeProblem.value }] : []),
  ]);

  function summaryOf(field: FormField): Wrong[] {
    const own = problems.value
      .map(({ field: pointer, message }) => ({ key: keyOf([field], pointer), message }))
      .filter(({ key }) => key.split('/')[0] === field.name);
    const first = own.filter(({ key }, at) => own.findIndex((one) => one.key === key) === at);
    first.sort((a, b) => rowOf(a.key) - rowOf(b.key));
    return first.map(({ key, message }) => ({ name: key, label: labelOf(field, key), message }));
  }
  const rowOf = (key: string) => Number(key.split('/')[1] ?? -1);
  /** Of a row with its number: 开课 2 · 结束日期 */
  function labelOf(field: FormField, key: string): string {
    const [, at, name] = key.split('/');
    if (field.type !== 'group' || at === undefined) return field.names[lang.value];
    const row = t('ui.rowName', { name: field.item[lang.value], n: Number(at) + 1 });
    const asked = field.fields.find((one) => one.name === name);
    return asked ? `${row} · ${asked.names[lang.value]}` : row;
  }

  /** Whether it is on the server as it stands; else why not is said. */
  async function saveAll(): Promise<boolean> {
    trouble.value = '';
    refused.value = [];
    await draft.flush();
    if (draft.state.value === 'kept') return true;
    if (draft.state.value === 'waiting') trouble.value = t('pins.notYet');
    return false;
  }
  async function send(publishAt: string | null): Promise<boolean> {
    if (isSending.value) return false;
    isSending.value = true;
    try {
      if (!(await saveAll())) return false;
      isChecked.value = true;
      if (publishAt === '') refused.value = [{ field: '/publishAt', message: t('pins.when.need') }];
      if (problems.value.length > 0) return false;
      const { id, saved } = draft.revision.value;
      await draft.renew(await account.asMe(() => submit(id, { saved, publishAt }, key)));
      key = newKey();
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      tellWhy(error);
      return false;
    } finally {
      isSending.value = false;
      await nextTick();
    }
  }
  function tellWhy({ status, problem }: ApiProblem): void {
    key = newKey();
    refused.value = (problem.errors ?? []).map(({ field, message }) => ({
      // `body.series.times.0` as a pointer.
      field: `/${field.replace(/^body\./, '').replaceAll('.', '/')}`,
      message,
    }));
    if (refused.value.length > 0) return;
    if (status === 403) trouble.value = t('pins.revoked');
    else if (status !== 401) trouble.value = status === 0 ? t('pins.notYet') : problem.title;
  }
  return { isChecked, isSending, trouble, problems, summary, timeProblem, saveAll, send };
}
