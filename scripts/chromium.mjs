// Where the scripts find a Chromium, and how they start it.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-dev-shm-usage', '--use-angle=swiftshader'];

export async function findChromium() {
  const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
  if (installed) return installed;
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x'; // makes the package unpack its libraries too
  return (await import('@sparticuz/chromium')).default.executablePath();
}

/** Without WebGL, and painted by the CPU itself: faster than a graphics chip played by it. */
export const LIST_ALONE = ['--disable-gpu', '--disable-3d-apis'];

/**
 * Chromium without a sandbox of its own and with WebGL 2 in software.
 * @param {string[]} args
 */
export async function launchChromium(args = []) {
  return chromium.launch({
    executablePath: await findChromium(),
    args: [...FLAGS, '--enable-unsafe-swiftshader', ...args],
  });
}
