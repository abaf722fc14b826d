/** Only of this host, over a secure connection and out of reach of scripts: the prefix makes browsers hold it to that. */
const NAME = '__Host-session';
/** Stays when somebody signs out: tells their own browser from that of a stranger, and opens nothing. */
const DEVICE = '__Host-device';
/** While somebody is away at another provider: tells the browser that comes back from another. */
const BROWSER = '__Host-sign-on';
const BROWSER_SECONDS = 1_200;
/** As long as browsers keep any. */
const DEVICE_SECONDS = 400 * 86_400;
const PATH = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** The token of the session; null without one, and where there are two, as only an intruder makes a second. */
export const readSessionCookie = (header: string | undefined): string | null => read(NAME, header);
export const readDeviceCookie = (header: string | undefined): string | null => read(DEVICE, header);
export const readBrowserCookie = (header: string | undefined): string | null => read(BROWSER, header);

function read(name: string, header: string | undefined): string | null {
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`));
  return found.length === 1 ? found[0]!.slice(name.length + 1) : null;
}

/** Lives as long as the session may, in seconds. */
export const keepSession = (token: string, seconds: number): string => `${NAME}=${token}; Max-Age=${seconds}; ${PATH}`;
export const keepDevice = (token: string): string => `${DEVICE}=${token}; Max-Age=${DEVICE_SECONDS}; ${PATH}`;
export const keepBrowser = (token: string): string => `${BROWSER}=${token}; Max-Age=${BROWSER_SECONDS}; ${PATH}`;
export const dropSession = (): string => `${NAME}=; Max-Age=0; ${PATH}`;
