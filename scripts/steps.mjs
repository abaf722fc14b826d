// The table of what a run did: step, time, tests; and what got slower than the figure kept in .ci/seconds.json.
import { readFileSync } from 'node:fs';

/** A machine is never equally fast: only this much more is told. */
const SLOWER = 1.2;
/** More journeys than these may not need one in a run. */
export const SECOND_TRIES = 2;

/** @param {{ name: string, seconds: number, passed: number, failed: number }[]} steps */
export function formatSteps(steps, kept = readKept()) {
  const rows = steps.map(({ name, seconds, passed, failed }) => {
    const usual = kept[name];
    const isSlower = usual !== undefined && seconds > usual * SLOWER;
    const more = isSlower ? `  ${Math.round((seconds / usual - 1) * 100)} % slower than the ${usual} s kept` : '';
    return `${name.padEnd(26)}${clock(seconds).padStart(8)}${String(passed).padStart(8)}${String(failed).padStart(8)}${more}`;
  });
  return [`${'step'.padEnd(26)}${'min:s'.padStart(8)}${'passed'.padStart(8)}${'failed'.padStart(8)}`, ...rows].join(
    '\n',
  );
}

/** @param {number} seconds */
function clock(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function readKept() {
  try {
    return JSON.parse(readFileSync('.ci/seconds.json', 'utf8'));
  } catch {
    return {};
  }
}
