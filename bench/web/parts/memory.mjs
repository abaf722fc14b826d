import { openPhone } from '../phone.mjs';

const CYCLES = 200;
const FROM = 50; // by then every chunk, tile and code path has been seen once
const EVERY = 10;
const PATIENCE = 30_000; // ms

/** Pans, opens the first result and goes back, 200 times; the heap is read after a collection. */
export async function memory(browser, origin) {
  const { page, client, close } = await openPhone(browser, { map: true, network: false, slowdown: 1 });
  const heaps = [];
  try {
    await page.goto(`${origin}/?map=10/30.26/120.17&scope=all`);
    await page.waitForSelector('[data-idle]', { state: 'attached', timeout: PATIENCE });
    await client.send('HeapProfiler.enable');
    for (let cycle = 1; cycle <= CYCLES; cycle++) {
      await cycleOnce(page, cycle);
      if (cycle % EVERY === 0) heaps.push({ cycle, ...(await weigh(client)) });
    }
  } finally {
    await close();
  }
  const middle = (from, to) => median(heaps.filter(({ cycle }) => cycle > from && cycle <= to).map(({ used }) => used));
  const [early, late] = [middle(FROM - EVERY * 2, FROM + EVERY * 2), middle(CYCLES - EVERY * 4, CYCLES)];
  return { growth: late / early, early, late, nodes: heaps[heaps.length - 1].nodes };
}

async function cycleOnce(page, cycle) {
  const { x, y } = { x: 195, y: 260 };
  const way = cycle % 2 === 0 ? 1 : -1;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40 * way, y + 20 * way, { steps: 2 });
  await page.mouse.up();
  await page.locator('#results a.card').first().click({ timeout: PATIENCE });
  await page.locator('.details h2').first().waitFor({ timeout: PATIENCE });
  await page.locator('.details .bar button').first().click({ timeout: PATIENCE });
  await page.locator('.details').waitFor({ state: 'detached', timeout: PATIENCE });
}

/** Bytes in use and nodes of the document. */
async function weigh(client) {
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  const { nodes } = await client.send('Memory.getDOMCounters');
  return { used: usedSize, nodes };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
