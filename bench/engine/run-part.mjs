import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PART = fileURLToPath(new URL('./part.mjs', import.meta.url));
const running = new Set();

/** What `parts/<part>.mjs` measures, in a process of its own. */
export function runPart(part, options) {
  const child = fork(PART, { execArgv: ['--expose-gc', '--max-old-space-size=6144'] });
  running.add(child);
  return new Promise((resolve, reject) => {
    let answered = false;
    child.on('message', (/** @type {any} */ { result, error, stack, wrong }) => {
      answered = true;
      if (error) reject(Object.assign(new Error(error), { stack, wrong }));
      else resolve(result);
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      if (!answered) reject(new Error(`the process ended with ${signal ?? code}`));
    });
    child.send({ part, options });
  });
}

export function stopParts() {
  for (const child of running) child.kill('SIGKILL');
}
