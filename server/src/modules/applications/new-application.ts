import { newToken, sha256 } from '../../crypto/token.ts';

export interface NewApplication {
  id: string;
  name: string;
  nameEn: string;
  redirectUris: readonly string[];
  signOutUri: string | null;
}

const isLocal = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
const isAddress = (text: string) => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url))) && url.hash === '' && url.username === ''
  );
};

/** What keeps it from being registered, in a sentence; null where nothing does. */
export function faultOf({ id, name, nameEn, redirectUris, signOutUri }: NewApplication): string | null {
  if (!/^[a-z0-9-]{3,60}$/.test(id)) return `"${id}" must be 3 to 60 small letters, digits and hyphens`;
  for (const text of [name, nameEn])
    if (text.trim() === '' || [...text].length > 60) return `"${text}" must be a name of at most 60 characters`;
  if (redirectUris.length === 0 || redirectUris.length > 10) return 'there must be 1 to 10 addresses to come back to';
  for (const text of [...redirectUris, ...(signOutUri === null ? [] : [signOutUri])])
    if (!isAddress(text)) return `"${text}" must be an https address (http on this machine alone), without a fragment`;
  // What an application sees people by depends on its host.
  const hosts = new Set(redirectUris.map((text) => new URL(text).host));
  return hosts.size === 1 ? null : 'all addresses to come back to must have one host';
}

/** The secret is shown once; kept is its hash. */
export function newSecret(): { secret: string; hash: string } {
  const secret = newToken();
  return { secret, hash: sha256(secret).toString('hex') };
}
