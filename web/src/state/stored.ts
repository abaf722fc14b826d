/** Only that somebody signed in here: the session itself is out of reach of scripts. */
export const ACCOUNT_MARK = 'zlm.account';

/** localStorage may be forbidden or full; then the choice lasts as long as the page. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

const awaited = new Map<string, (() => void)[]>();
/** Resolves once something is stored there by this page, or was before. */
export function whenStored(key: string): Promise<void> {
  if (readStored(key) !== null) return Promise.resolve();
  return new Promise((done) => awaited.set(key, [...(awaited.get(key) ?? []), done]));
}

export function store(key: string, value: string | null): void {
  if (value !== null) for (const done of awaited.get(key) ?? []) done();
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing to do: see above.
  }
}
