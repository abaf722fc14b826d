import { openPhone } from '../phone.mjs';

const PATIENCE = 60_000; // ms
const SWIPES = 4;
const SAMPLE_US = 500;
const IDLE = new Set(['(idle)', '(program)', '(root)']);

/** The longest stretch of own code, and of any, while the map is panned: milliseconds by CPU profile. */
export async function panning(browser, origin) {
  const { page, client, slowDown, close } = await openPhone(browser, { map: true, network: false, slowdown: 1 });
  try {
    await page.goto(`${origin}/?map=10/30.26/120.17`);
    await page.waitForSelector('[data-idle]', { state: 'attached', timeout: PATIENCE });
    await slowDown();
    await client.send('Profiler.enable');
    await client.send('Profiler.setSamplingInterval', { interval: SAMPLE_US });
    await client.send('Profiler.start');
    for (let swipe = 0; swipe < SWIPES; swipe++) {
      await page.mouse.move(300, 300);
      await page.mouse.down();
      await page.mouse.move(80, 250, { steps: 8 });
      await page.mouse.up();
      await page.waitForTimeout(400);
    }
    await page.waitForTimeout(1_000);
    const { profile } = await client.send('Profiler.stop');
    return longestStretch(profile);
  } finally {
    await close();
  }
}

/** A stretch is unbroken work of one task; it is ours when the code that began it is. */
function longestStretch({ nodes, samples, timeDeltas }) {
  const owners = ownersOf(nodes);
  let stretch = null;
  const longest = { own: 0, other: 0 };
  const end = () => {
    if (stretch) longest[stretch.owner] = Math.max(longest[stretch.owner], stretch.us);
    stretch = null;
  };
  samples.forEach((node, i) => {
    const owner = owners.get(node);
    if (owner === null) return end();
    if (stretch && stretch.owner !== owner) end();
    stretch ??= { owner, us: 0 };
    stretch.us += timeDeltas[i + 1] ?? 0;
  });
  end();
  return { longest: longest.own / 1_000, other: longest.other / 1_000 };
}

/** Whose code began what a node is part of: `own`, `other` (the map library) or nobody's. */
function ownersOf(nodes) {
  const owners = new Map();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visit = (node, inherited) => {
    const { functionName, url } = node.callFrame;
    const named = url.includes('/assets/') ? (/\/maplibre/.test(url) ? 'other' : 'own') : null;
    const owner = inherited ?? (IDLE.has(functionName) ? null : named);
    owners.set(node.id, owner);
    for (const child of node.children ?? []) visit(byId.get(child), owner);
  };
  visit(nodes[0], null);
  return owners;
}
