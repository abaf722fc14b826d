import type { Answer, Endpoints } from '@zlm/server/contract';
import { call } from '../../../api/call.ts';

export type Provider = Answer<Endpoints['listSignOnProviders']>['providers'][number];
export type Outcome = Answer<Endpoints['finishSignOn']>;
export interface Back {
  provider: string;
  /** All that stood behind the question mark; used up by the first who reads it. */
  query: string;
}

/** Also in `public/sign-on.js`; for this tab alone. */
const LEFT = 'zlm.sign-on.left';
const BACK = 'zlm.sign-on.back';

/** Asked once for all who show them. */
let asked: Promise<readonly Provider[]> | null = null;
export function listProviders(): Promise<readonly Provider[]> {
  asked ??= call<Endpoints['listSignOnProviders']>('GET', '/api/sign-on', {}).then(
    ({ providers }) => providers,
    () => {
      asked = null;
      return [];
    },
  );
  return asked;
}

/** Where somebody is now, who comes back here. */
export const hereToReturn = () => location.pathname + location.search;

export function leave(url: string, next: string): void {
  sessionStorage.setItem(LEFT, next);
  location.assign(url);
}

/** What another platform sent back with this browser, once. */
export function takeBack(): Back | null {
  const text = sessionStorage.getItem(BACK);
  sessionStorage.removeItem(BACK);
  sessionStorage.removeItem(LEFT);
  return text === null ? null : (JSON.parse(text) as Back);
}

export const finish = ({ provider, query }: Back) =>
  call<Endpoints['finishSignOn']>('POST', '/api/sign-on/{provider}/return', { params: { provider }, body: { query } });
