import { gzipSync } from 'node:zlib';
import { openPhone } from '../phone.mjs';

const PATIENCE = 60_000; // ms
const LATE = 1_500; // ms after the list in which it may still shift

/** One cold visit: milliseconds to paint and to a usable list, layout shift, gzipped bytes of script before the list. */
export async function load(browser, address) {
  const phone = await openPhone(browser);
  const scripts = new Map();
  let isListed = false;
  phone.page.on('response', (response) => {
    if (isListed || response.request().resourceType() !== 'script') return;
    scripts.set(
      response.url(),
      response.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      ),
    );
  });
  try {
    await phone.page.goto(address, { waitUntil: 'commit' });
    await phone.page.waitForFunction(() => globalThis.seen.list !== null, undefined, {
      timeout: PATIENCE,
      polling: 50,
    });
    isListed = true;
    await phone.page.waitForTimeout(LATE);
    const { paint, list, shift } = await phone.page.evaluate(() => globalThis.seen);
    const sizes = await Promise.all(scripts.values());
    return { paint, list, shift, script: sizes.reduce((sum, size) => sum + size, 0) };
  } finally {
    await phone.close();
  }
}
