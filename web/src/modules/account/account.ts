import type { Call, Endpoints, Me } from '@zlm/server/contract';
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { readStored, store } from '../../state/stored.ts';

/** Only that somebody signed in here: the session itself is out of reach of scripts. */
const KEY = 'zlm.account';
const CHANNEL = 'zlm.account';

export type Contact = { kind: 'phone' | 'email'; value: string };

/** Who is signed in, alike in all tabs; a guest asks the server nothing. */
export const useAccount = defineStore('account', () => {
  const me = shallowRef<Me | null>(null);
  const state = ref<'unknown' | 'loading' | 'known' | 'failed'>('unknown');
  /** The session ended while its pages were open: they stay, with what was typed in them. */
  const isExpired = ref(false);
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : null;
  channel?.addEventListener('message', () => void load());

  async function load(): Promise<void> {
    if (readStored(KEY) === null) return become(null);
    state.value = 'loading';
    try {
      become((await call<Endpoints['getMe']>('GET', '/api/me', {})).me);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      state.value = 'failed';
    }
  }
  function become(next: Me | null): void {
    me.value = next;
    state.value = 'known';
    if (next) isExpired.value = false;
    store(KEY, next ? '1' : null);
  }

  async function signIn(body: Call<Endpoints['signInWithCode']>['body']): Promise<void> {
    become((await call<Endpoints['signInWithCode']>('POST', '/api/me/session', { body })).me);
    channel?.postMessage('');
  }
  async function signOut(): Promise<void> {
    await call<Endpoints['signOut']>('DELETE', '/api/me/session', {});
    isExpired.value = false;
    become(null);
    channel?.postMessage('');
  }
  /** Runs what needs the session; rejects as it does, and notes when the session is gone. */
  async function asMe<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) isExpired.value = true;
      throw error;
    }
  }
  return { me, state, isExpired, load, become, signIn, signOut, asMe };
});
