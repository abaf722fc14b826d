import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../../scripts/chromium.mjs';

// The last version for Node 20. Fetched when it is asked for: nothing else of the product needs it.
const LIGHTHOUSE = 'lighthouse@12.8.2';
const FLAGS = '--headless=new --no-sandbox --disable-quic';

/** The four scores of Lighthouse, 0 to 100, with its own mobile profile; `flags` for Chromium. */
export async function lighthouse(address, flags = []) {
  const folder = await mkdtemp(join(tmpdir(), 'zlm-lighthouse-'));
  const file = join(folder, 'report.json');
  try {
    await run([
      '--yes',
      LIGHTHOUSE,
      address,
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      `--chrome-flags=${[FLAGS, ...flags].join(' ')}`,
    ]);
    const { categories } = JSON.parse(await readFile(file, 'utf8'));
    return Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, Math.round(score * 100)]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(args) {
  const environment = { ...process.env, CHROME_PATH: await findChromium() };
  const child = spawn('npx', args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaint = (complaint + text).slice(-1_000)));
  const status = await new Promise((resolve) => child.once('exit', resolve));
  if (status !== 0) throw new Error(`Lighthouse ended with ${status}: ${complaint}`);
}
