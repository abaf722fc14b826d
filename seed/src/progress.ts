/** A table of the demo, or what comes before and after: divisions, terms, finish. */
export type Step = string;

/** `done` of `total` rows of a step are in the database. */
export type Report = (step: Step, done: number, total: number) => void;

const WIDTH = 30;

/** To the parent process where there is one, else a bar in the terminal, else one line a step. */
export function createReport(): Report {
  if (process.send) return (step, done, total) => void process.send!({ type: 'progress', step, done, total });
  if (process.stderr.isTTY) return drawBar;
  return (step, done, total) => {
    if (done >= total) process.stderr.write(`${step} ${done}\n`);
  };
}

function drawBar(step: Step, done: number, total: number): void {
  const filled = total ? Math.round((WIDTH * done) / total) : WIDTH;
  const bar = '█'.repeat(filled).padEnd(WIDTH, '░');
  process.stderr.write(`\r${step.padEnd(14)} ${bar} ${done}/${total}\x1b[K${done >= total ? '\n' : ''}`);
}
