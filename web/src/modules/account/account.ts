import type { Answer, Call, Endpoints, Me } from '@zlm/server/contract';
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { ACCOUNT_MARK, readStored, store } from '../../state/stored.ts';

const CHANNEL = 'zlm.account';
/** What one enrolled in, kept for reading without a network until somebody signs out. */
export const KEPT_ENROLMENTS = 'zlm.enrolments';

export type Contact = Call<Endpoints['sendSignInCode']>['body']['contact'];
type WaysIn = Answer<Endpoints['getWaysIn']>;
type SignedIn = Answer<Endpoints['signInWithCode']>;
export type SecondFactor = NonNullable<SignedIn['secondFactor']>;

/** Who is signed in, alike in all tabs; a guest asks the server nothing. */
export const useAccount = defineStore('account', () => {
  const me = shallowRef<Me | null>(null);
  const state = ref<'unknown' | 'loading' | 'known' | 'failed'>('unknown');
  /** The session ended while its pages were open: they stay, with what was typed in them. */
  const isExpired = ref(false);
  /** Something waits for a fresh proof; called with whether there is one now. */
  const proofWanted = shallowRef<((isProved: boolean) => void) | null>(null);
  /** How one signs in here; null until it is known. */
  const ways = shallowRef<WaysIn | null>(null);
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : null;
  channel?.addEventListener('message', () => void load());

  async function load(): Promise<void> {
    if (readStored(ACCOUNT_MARK) === null) return become(null);
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
    else store(KEPT_ENROLMENTS, null);
    store(ACCOUNT_MARK, next ? '1' : null);
  }

  /** Asked once; without an answer everything is offered. */
  async function askWays(): Promise<void> {
    ways.value ??= await call<Endpoints['getWaysIn']>('GET', '/api/me/ways-in', {}).catch(() => null);
  }

  /** What is still needed before anybody is signed in; null when somebody is. */
  async function signIn(asked: Promise<SignedIn>): Promise<SecondFactor | null> {
    const answer = await asked;
    if (answer.secondFactor) return answer.secondFactor;
    become(answer.me);
    channel?.postMessage('');
    return null;
  }
  /** After a way in that does not say whose account it is. */
  async function greet(): Promise<void> {
    store(ACCOUNT_MARK, '1');
    await load();
    channel?.postMessage('');
  }
  async function signOut(): Promise<void> {
    try {
      await call<Endpoints['signOut']>('DELETE', '/api/me/session', {});
    } catch (error) {
      // Ended already, elsewhere or by time: that is what was wanted.
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
    }
    isExpired.value = false;
    become(null);
    channel?.postMessage('');
  }

  /** Runs what needs the session, and again once somebody proved that it is them where that is asked for. */
  async function asMe<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 401) isExpired.value = true;
      if (error.problem.reason !== 'step_up' || !(await askForProof())) throw error;
      return run();
    }
  }
  async function askForProof(): Promise<boolean> {
    const isProved = await new Promise<boolean>((answer) => (proofWanted.value = answer));
    proofWanted.value = null;
    return isProved;
  }
  return { me, state, isExpired, proofWanted, ways, load, askWays, become, greet, signIn, signOut, asMe };
});
