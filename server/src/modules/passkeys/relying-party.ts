import { Conflict } from '../../errors.ts';

/** Who asks authenticators, as they see it. */
export interface RelyingParty {
  origin: string;
  /** The host: a passkey made for it works for no other. */
  id: string;
}

/** Throws Conflict where browsers make no passkeys: they want https, and a name instead of an address. */
export function toRelyingParty(origin: string | null): RelyingParty {
  if (origin === null || !URL.canParse(origin)) throw new Conflict('passkeys_need_https');
  const { protocol, hostname } = new URL(origin);
  const isNamed = !/^[\d.]+$|^\[/.test(hostname);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost');
  if (!isNamed || !isSafe) throw new Conflict('passkeys_need_https');
  return { origin, id: hostname };
}
