/** Only of this host, over a secure connection and out of reach of scripts: the prefix makes browsers hold it to that. */
const NAME = '__Host-session';
const PATH = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** The token of the session; null without one, and where there are two, as only an intruder makes a second. */
export function readSessionCookie(header: string | undefined): string | null {
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${NAME}=`));
  return found.length === 1 ? found[0]!.slice(NAME.length + 1) : null;
}

/** Lives as long as the session may, in seconds. */
export const keepSession = (token: string, seconds: number): string => `${NAME}=${token}; Max-Age=${seconds}; ${PATH}`;
export const dropSession = (): string => `${NAME}=; Max-Age=0; ${PATH}`;
