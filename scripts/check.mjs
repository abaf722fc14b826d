// What a change must pass before it is pushed: the build with formatting beside it, then two lanes side by side, each about
// half of what is left. What a lane says is printed when it is over.
import { spawn } from 'node:child_process';

/** @type {readonly (readonly (readonly string[])[])[]} */
const STAGES = [
  [['setup']],
  [['format'], ['build']],
  [
    ['lint:web', 'rooms'],
    ['lint:rest', 'dead', 'types'],
  ],
];

for (const lanes of STAGES) {
  for (const outcome of await Promise.all(lanes.map(lane))) {
    process.stdout.write(outcome.text);
    if (outcome.status !== 0) process.exit(outcome.status);
  }
}

/**
 * Scripts of package.json one after another, up to the first that fails.
 * @param {readonly string[]} names
 */
async function lane(names) {
  let text = '';
  for (const name of names) {
    const done = await run(name);
    text += done.text;
    if (done.status !== 0) return { status: done.status, text: `${text}npm run ${name} failed\n` };
  }
  return { status: 0, text };
}

/**
 * @param {string} name
 * @returns {Promise<{ status: number, text: string }>}
 */
function run(name) {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const add = (/** @type {Buffer} */ part) => void (text += part);
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', (cause) => resolve({ status: 1, text: `${cause}\n` }));
    child.on('close', (status) => resolve({ status: status ?? 1, text }));
  });
}
