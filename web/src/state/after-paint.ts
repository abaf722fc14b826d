/** Where a browser cannot tell that it rests. */
const REST_MS = 100;
const LONGEST_MS = 1_000;

/** Runs what may wait when what there is now has been painted and the browser rests, or a second later. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: LONGEST_MS });
    else setTimeout(run, REST_MS);
  });
}
