import type { InstitutionRef, PinForm, PinKind } from '@zlm/server/contract';
import { traitsOf } from '@zlm/server/contract/kinds';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { ApiProblem } from '../../api/problem.ts';
import { useAccount } from '../account/account.ts';
import { listForms } from './api.ts';
import { findForms, putForms } from './drafts/shelf.ts';

/** What is written most stands first. */
function rank(kind: PinKind): number {
  if (kind === 'place') return 3;
  const { hasSessions, isOffer } = traitsOf(kind);
  return Number(!hasSessions) + Number(!isOffer);
}

/** What is asked of each kind; without a connection as this device heard it last. */
export const useForms = defineStore('pin-forms', () => {
  const account = useAccount();
  const forms = shallowRef<readonly PinForm[]>([]);
  const offered = computed(() => [...forms.value].sort((a, b) => rank(a.kind) - rank(b.kind)));
  const institutions = shallowRef<readonly InstitutionRef[]>([]);
  const institutionsTotal = ref(0);
  const state = ref<'unknown' | 'loading' | 'known' | 'failed'>('unknown');
  const trouble = ref('');
  let owner = '';

  async function load(): Promise<void> {
    const who = account.me?.account ?? '';
    if (state.value === 'loading' || (state.value === 'known' && owner === who)) return;
    state.value = 'loading';
    try {
      const answer = await account.asMe(listForms);
      forms.value = answer.forms;
      institutions.value = answer.institutions;
      institutionsTotal.value = answer.institutionsTotal;
      void putForms({ account: who, forms: answer.forms, institutions: answer.institutions }).catch(() => undefined);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const kept = error.status === 0 ? await findForms(who).catch(() => undefined) : undefined;
      trouble.value = error.problem.title;
      if (!kept) return void (state.value = 'failed');
      forms.value = kept.forms;
      institutions.value = kept.institutions;
      institutionsTotal.value = kept.institutions.length;
    }
    owner = who;
    state.value = 'known';
  }
  const formOf = (kind: PinKind) => forms.value.find((form) => form.kind === kind) ?? null;
  return { forms, offered, institutions, institutionsTotal, state, trouble, load, formOf };
});
