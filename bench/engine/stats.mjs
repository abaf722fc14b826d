/** Mean and percentiles of times; `times` stays as it is. */
export function describe(times) {
  const sorted = Float64Array.from(times).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const mean = sorted.reduce((sum, time) => sum + time, 0) / sorted.length;
  return { count: sorted.length, mean, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Five lists, the first with every fifth value from the first on, and so on: each as mixed as the whole. */
export function slices(values, count = 5) {
  return Array.from({ length: count }, (_, slice) => values.filter((_, at) => at % count === slice));
}

/** How many times faster `ours` is, by each measure: the median over runs, each with times of both. */
export function ratiosOf(runs, measures = ['mean', 'p50', 'p95', 'p99']) {
  const described = runs.map(({ theirs, ours }) => [describe(theirs), describe(ours)]);
  return Object.fromEntries(
    measures.map((measure) => [measure, median(described.map(([slow, fast]) => slow[measure] / fast[measure]))]),
  );
}

/** The same for one run, by its five slices. */
export function ratios(theirs, ours, measures) {
  const [slow, fast] = [slices(theirs), slices(ours)];
  return ratiosOf(
    slow.map((slice, at) => ({ theirs: slice, ours: fast[at] })),
    measures,
  );
}

/** Milliseconds of one call, and what it gave. */
export function timed(run) {
  const started = performance.now();
  const value = run();
  return [performance.now() - started, value];
}

export async function timedAsync(run) {
  const started = performance.now();
  const value = await run();
  return [performance.now() - started, value];
}
