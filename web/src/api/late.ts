const AGAIN_MS = 1_000;
const BEAT_MS = 10_000;
const RELOADED = 'zlm.reloaded';
const CARRIED = 'zlm.carried';
const MOST_BUILDS = 20;

/** Style sheets that did not come: whoever imports their part again asks for the script alone. */
const lostStyles = new Set<HTMLLinkElement>();
let isListening = false;
let isLeaving = false;

/**
 * Loads a part of the app, trying twice. Where a new version has taken its files away the page is loaded again, once;
 * `isWanted`: a person asked, who may have that more than once. Rejects when the part cannot be had.
 */
export async function load<T>(part: () => Promise<T>, isWanted = false): Promise<T> {
  listen();
  try {
    return await ask(part);
  } catch (error) {
    if (!navigator.onLine) throw error;
  }
  await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  try {
    return await ask(part);
  } catch (error) {
    if (await needsReload(error, isWanted)) return reload();
    throw error;
  }
}

/** Calls `listener` when the connection is back, and now and then while somebody looks: a server that was away tells nobody. */
export function onReturn(listener: () => void): () => void {
  const beat = () => document.hidden || !navigator.onLine || listener();
  const timer = setInterval(beat, BEAT_MS);
  window.addEventListener('online', listener);
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', listener);
  };
}

const carried = new Map<string, () => string>();
let brought: Record<string, string> | null = null;

/** What `read` gave before a reload that nobody asked for; empty after any other start. */
export function carry(name: string, read: () => string): string {
  carried.set(name, read);
  brought ??= takeBrought();
  const text = brought[name] ?? '';
  delete brought[name];
  return text;
}

async function ask<T>(part: () => Promise<T>): Promise<T> {
  await Promise.all(Array.from(lostStyles, mend));
  return part();
}
function listen(): void {
  if (isListening) return;
  isListening = true;
  const note = ({ target }: Event) =>
    void (target instanceof HTMLLinkElement && target.rel === 'stylesheet' && lostStyles.add(target));
  // It does not bubble.
  window.addEventListener('error', note, true);
}
function mend(lost: HTMLLinkElement): Promise<void> {
  lostStyles.delete(lost);
  const link = lost.cloneNode() as HTMLLinkElement;
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => reject(new Error(`no style sheet: ${link.href}`));
    lost.replaceWith(link);
  });
}

async function needsReload(error: unknown, isWanted: boolean): Promise<boolean> {
  const entry = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src;
  if (!entry) return false;
  const status = await statusOf(entry);
  if (isGone(status)) return isWanted || (!isWriting() && isFirstOf(entry));
  // Some browsers remember for the life of a page that a module did not come.
  const named = /https?:\S+/.exec(String(error))?.[0];
  return isWanted && status !== 0 && !isGone(named ? await statusOf(named) : status) && isFirstOf(`${entry}#`);
}
const isGone = (status: number): boolean => status === 404 || status === 410;

/** Past the service worker, which keeps files alone for GET; 0 when nobody answers. */
async function statusOf(url: string): Promise<number> {
  const response = await fetch(url, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  return response?.status ?? 0;
}

/** Nobody loses what was written into a dialog. */
function isWriting(): boolean {
  const fields = document.querySelectorAll<HTMLTextAreaElement>('textarea:not([readonly])');
  return [...fields].some(({ value }) => value !== '');
}

/** Each build reloads the page once at most; a browser that cannot count does not begin. */
function isFirstOf(build: string): boolean {
  try {
    const builds = (sessionStorage.getItem(RELOADED) ?? '').split(' ');
    if (builds.includes(build)) return isLeaving;
    sessionStorage.setItem(RELOADED, [...builds, build].slice(-MOST_BUILDS).join(' '));
    return true;
  } catch {
    return false;
  }
}

/** Never settles: the page is on its way out. */
function reload(): Promise<never> {
  if (!isLeaving) {
    isLeaving = true;
    try {
      const texts = Array.from(carried, ([name, read]) => [name, read()] as const);
      sessionStorage.setItem(CARRIED, JSON.stringify(Object.fromEntries(texts)));
    } catch {
      // Then what was typed is typed again.
    }
    location.reload();
  }
  return new Promise(() => undefined);
}

function takeBrought(): Record<string, string> {
  try {
    const texts = JSON.parse(sessionStorage.getItem(CARRIED) ?? '{}') as Record<string, string>;
    sessionStorage.removeItem(CARRIED);
    return texts;
  } catch {
    return {};
  }
}
