/** Runs in the page before its own scripts: notes paints, shifts, interactions and the first usable list. */
export function observe() {
  /** @type {{ paint: number | null, list: number | null, shift: number, interactions: object[] }} */
  const seen = { paint: null, list: null, shift: 0, interactions: [] };
  Object.assign(globalThis, { seen });
  const follow = (type, take, options = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
  follow('paint', ({ name, startTime }) => name === 'first-contentful-paint' && (seen.paint = startTime));
  follow('layout-shift', ({ value, hadRecentInput }) => hadRecentInput || (seen.shift += value));
  follow('event', ({ interactionId, duration, name }) => interactionId && seen.interactions.push({ duration, name }), {
    durationThreshold: 16,
  });
  // Usable: a result is there and the page has had time to take a tap.
  const look = new MutationObserver(() => {
    if (seen.list !== null || !document.querySelector('#results a[href], .results a[href]')) return;
    look.disconnect();
    requestAnimationFrame(() => setTimeout(() => (seen.list ??= performance.now())));
  });
  look.observe(document, { childList: true, subtree: true });
}
