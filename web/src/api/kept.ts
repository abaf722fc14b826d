/** What this device had kept and now shows in the place of the server's answer. */
export interface Kept {
  at: string;
  /** It is of another part of the map than was asked for. */
  isOther: boolean;
}

/** Notes on an answer that it was kept; the service worker says so in the headers. */
export function withKept<T>(answer: T, { headers }: Response): T {
  const at = headers.get('x-kept-at');
  return at ? { ...answer, kept: { at, isOther: headers.has('x-kept-other') } } : answer;
}

/** Null for what comes from the server. */
export function keptOf(answer: object | null): Kept | null {
  return (answer as { kept?: Kept } | null)?.kept ?? null;
}
