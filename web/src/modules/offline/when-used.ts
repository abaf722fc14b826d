/** A first look that lasts this long is a use, too. */
const QUIET_MS = 20_000;
const SIGNS = ['pointerdown', 'keydown', 'wheel'] as const;

/** What some browsers tell of the network. */
interface Connection {
  saveData?: boolean;
  type?: string;
  effectiveType?: string;
}

/** Whether bytes nobody has asked for yet may cost the person money or patience. */
export function isMetered({ saveData = false, type, effectiveType }: Connection): boolean {
  return saveData || type === 'cellular' || /2g$/.test(effectiveType ?? '');
}

/** Calls `run` once when the page is used: touched, or looked at for a while where bytes are cheap. Answers how to stop. */
export function whenUsed(run: () => void): () => void {
  const stop = new AbortController();
  const { connection = {} } = navigator as { connection?: Connection };
  const quiet = isMetered(connection) ? undefined : setTimeout(once, QUIET_MS);
  for (const sign of SIGNS) addEventListener(sign, once, { capture: true, passive: true, signal: stop.signal });

  function once(): void {
    if (stop.signal.aborted) return;
    end();
    run();
  }
  function end(): void {
    clearTimeout(quiet);
    stop.abort();
  }
  return end;
}
