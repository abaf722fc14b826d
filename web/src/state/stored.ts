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

export function store(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing to do: see above.
  }
}
