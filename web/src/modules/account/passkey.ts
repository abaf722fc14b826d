import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import type { Answer, Call, Endpoints } from '@zlm/server/contract';

type Options = Answer<Endpoints['beginPasskey']>;
type Registered = Call<Endpoints['addPasskey']>['body']['credential'];
type Shown = Call<Endpoints['signInWithPasskey']>['body']['credential'];

export const hasPasskeys = 'PublicKeyCredential' in window;

/** Null when somebody thinks better of it. */
export const makePasskey = (options: Options): Promise<Registered | null> =>
  orNull(startRegistration({ optionsJSON: options as never }));
export const showPasskey = (options: Options): Promise<Shown | null> =>
  orNull(startAuthentication({ optionsJSON: options }));

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    // Browsers tell a refusal, a time that is over and a missing key alike, so that no page learns which it was.
    if (error instanceof WebAuthnError || error instanceof DOMException) return null;
    throw error;
  }
}
