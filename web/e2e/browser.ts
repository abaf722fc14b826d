import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

interface Executable {
  path: string;
  env: NodeJS.ProcessEnv;
}
// The shell paints the same pages without a window, in two thirds of the time.
const INSTALLED = [process.env.CHROMIUM_PATH, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** Chromium without a sandbox of its own and with WebGL 2 in software; ends with the process. */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = await findChromium();
  return chromium.launch({
    executablePath: path,
    env,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      // The map alone is worth a GPU made of software.
      '--disable-gpu-rasterization',
      '--disable-gpu-compositing',
    ],
  });
}

/** A system Chromium where there is one, else the binary of @sparticuz/chromium with its own libraries. */
async function findChromium(): Promise<Executable> {
  const installed = INSTALLED.find((path) => path !== undefined && existsSync(path));
  return installed === undefined ? unpackChromium() : { path: installed, env: process.env };
}

async function unpackChromium(): Promise<Executable> {
  const before = { ...process.env };
  // A folder for each user: what root has unpacked nobody else may run.
  const folder = join(tmpdir(), `zlm-chromium-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  process.env.TMPDIR = folder;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x'; // makes the package unpack NSS and fonts too
  try {
    const { default: bundled } = await import('@sparticuz/chromium');
    return { path: await bundled.executablePath(), env: { ...process.env, TMPDIR: before.TMPDIR } };
  } finally {
    // Its library path is for the browser alone.
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
