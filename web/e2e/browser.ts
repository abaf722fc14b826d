import { existsSync } from 'node:fs';
import { chromium, type BrowserServer } from 'playwright-core';

const INSTALLED = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'];

/** A system Chromium where there is one, else the binary of @sparticuz/chromium with its own libraries. */
async function findChromium(): Promise<string> {
  const installed = INSTALLED.find((path) => path !== undefined && existsSync(path));
  if (installed) return installed;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x'; // makes the package unpack NSS and fonts too
  const { default: bundled } = await import('@sparticuz/chromium');
  return bundled.executablePath();
}

/** Chromium without a sandbox of its own and with WebGL 2 in software. */
export async function launchBrowser(): Promise<BrowserServer> {
  return chromium.launchServer({
    executablePath: await findChromium(),
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
    ],
  });
}
