import { stopParts } from './run-part.mjs';

/**
 * Runs a script that measures. Ends with what `run(postgres => …)` answers, 64 when the options are wrong, 2 when it
 * throws; the PostgreSQL it told of and all parts end with it.
 * @param {{ problem?: string }} options
 * @param {(keep: (started: { stop(): void } | null) => void) => Promise<number>} run
 */
export async function main({ problem }, run) {
  if (problem) {
    console.error(problem);
    process.exit(64);
  }
  /** @type {{ stop(): void } | null} */
  let postgres = null;
  const ends = { SIGINT: 130, SIGTERM: 143 };
  for (const [signal, code] of Object.entries(ends)) {
    process.on(signal, () => {
      stopParts();
      postgres?.stop();
      process.exit(code);
    });
  }
  const keep = (started) => {
    postgres = started;
  };
  try {
    process.exitCode = await run(keep);
  } catch (error) {
    console.error(error.stack);
    process.exitCode = 2;
  } finally {
    /** @type {{ stop(): void } | null} */ (postgres)?.stop();
  }
}

/** Tells what was missed, not measured, failed or wrong; answers the exit code. */
export function conclude(verdicts, failures = []) {
  const missed = verdicts.filter(({ met }) => met === false);
  const unmeasured = verdicts.filter(({ met }) => met === null);
  for (const { text, shown, wish } of missed) console.error(`missed: ${text}: ${shown}, goal ${wish}`);
  for (const { text } of unmeasured) console.error(`not measured: ${text}`);
  for (const { text, wrong } of failures) console.error(`${wrong ? 'wrong' : 'failed'}: ${text}`);
  if (missed.length > 0 || failures.some(({ wrong }) => wrong)) return 1;
  return unmeasured.length > 0 || failures.length > 0 ? 2 : 0;
}
