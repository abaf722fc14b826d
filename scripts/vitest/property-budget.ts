import fc from 'fast-check';

/** How long each property is tried, in ms; a run once begun is never cut off. */
const BUDGET_MS = Number(process.env['PROPERTY_MS'] ?? 500);
/** Runs that no budget asks for more of. */
const MOST_RUNS = 10_000;

const seed = process.env['PROPERTY_SEED'];
fc.configureGlobal({ numRuns: MOST_RUNS, ...(seed !== undefined && { seed: Number(seed) }) });

type Outcome = fc.PreconditionFailure | { error: unknown } | null;
const isFailure = (outcome: Outcome) => outcome !== null && 'error' in outcome;

// fast-check's own limit races an asynchronous run and leaves it running behind the next test; it counts shrinking too.
fc.installGlobalPlugin(() => {
  const until = performance.now() + BUDGET_MS;
  let hasRun = false;
  let hasFailed = false;
  const note = <T extends Outcome>(outcome: T): T => {
    hasRun ||= outcome === null;
    hasFailed ||= isFailure(outcome);
    return outcome;
  };
  return {
    decorateRun: (run) => (value) => {
      if (hasRun && !hasFailed && performance.now() >= until) return new fc.PreconditionFailure(true);
      const outcome = run(value);
      return outcome instanceof Promise ? outcome.then(note) : note(outcome);
    },
  };
});
