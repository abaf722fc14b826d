// What a change must pass before it is pushed: formatting first, then the build, then two lanes side by side, as lint alone
// takes as long as all the rest. What a lane says is printed when it is over.
import { spawn } from 'node:child_process';

/** @type {readonly (readonly string[])[]} */
const FIRST = [['setup'], ['format'], ['build']];
const LANES = [['lint'], ['rooms', 'dead', 'types']];

for (const names of FIRST) await demand(await lane(names, 'inherit'));
for (const outcome of await Promise.all(LANES.map((names) => lane(names, 'pipe')))) {
  process.stdout.write(outcome.text);
  await demand(outcome);
}

/** @param {{ status: number }} outcome */
async function demand({ status }) {
  if (status !== 0) process.exit(status);
}

/**
 * Scripts of package.json one after another, up to the first that fails.
 * @param {readonly string[]} names
 * @param {'inherit' | 'pipe'} output
 */
async function lane(names, output) {
  let text = '';
  for (const name of names) {
    const done = await run(name, output);
    text += done.text;
    if (done.status !== 0) return { status: done.status, text: `${text}npm run ${name} failed\n` };
  }
  return { status: 0, text };
}

/**
 * @param {string} name
 * @param {'inherit' | 'pipe'} output
 * @returns {Promise<{ status: number, text: string }>}
 */
function run(name, output) {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', output, output] });
    let text = '';
    const add = (/** @type {Buffer} */ part) => void (text += part);
    child.stdout?.on('data', add);
    child.stderr?.on('data', add);
    child.on('error', (cause) => resolve({ status: 1, text: `${cause}\n` }));
    child.on('close', (status) => resolve({ status: status ?? 1, text }));
  });
}
