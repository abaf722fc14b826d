// A mid-range phone on a slow network, played by the browser's own throttling.
import { observe } from './observe.mjs';

const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const SLOWDOWN = 4; // times, of the CPU
const DEVICE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

/** Opens a fresh phone. With `map` it has one pixel for four: here the CPU paints the map, there a chip of its own. */
export async function openPhone(browser, { map = false, network = true, slowdown = SLOWDOWN } = {}) {
  const device = { ...DEVICE, deviceScaleFactor: map ? 1 : DEVICE.deviceScaleFactor };
  const context = await browser.newContext({ locale: 'zh-CN', serviceWorkers: 'block', ...device });
  await context.addInitScript(observe);
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  if (network) {
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions', SLOW_4G);
  }
  const slowDown = (rate = SLOWDOWN) => client.send('Emulation.setCPUThrottlingRate', { rate });
  await slowDown(slowdown);
  return { page, client, slowDown, close: () => context.close() };
}
