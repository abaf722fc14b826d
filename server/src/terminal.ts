import type { Progress } from './http/preparation.ts';

const WIDTH = 30;
const words: Record<Progress['step'], string> = {
  database: 'opening the database',
  waiting: 'waiting for another process that prepares the database',
  migrations: 'updating the database structure',
  reference: 'loading divisions and vocabularies',
  demo: 'creating the demo data',
  rows: 'loading the map',
  text: 'building the search',
  ready: 'ready',
  stopping: 'stopping',
};

/** A bar on a terminal, one line a step elsewhere. */
export function createTerminal(out: NodeJS.WriteStream): (progress: Progress) => void {
  let last = '';
  return ({ step, part, done, total }) => {
    const text = words[step] + (part ? ` · ${part}` : '');
    if (!out.isTTY) {
      if (step !== last && step !== 'ready') out.write(`${words[step]} …\n`);
      last = step;
      return;
    }
    const share = total > 0 ? Math.min(1, done / total) : 0;
    const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
    const line = total > 0 ? `${bar} ${String(Math.round(share * 100)).padStart(3)}% ${text}` : `${text} …`;
    if (step !== last && last !== '') out.write('\n');
    out.write(`\r\u001b[2K${step === 'ready' ? '' : line}`);
    last = step;
  };
}
