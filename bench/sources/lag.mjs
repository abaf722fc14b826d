import { setTimeout as wait } from 'node:timers/promises';

const ZOOM = 16;
const LONGEST_PAUSE_MS = 20_000;
const GIVE_UP_MS = 300_000;

/** Seconds from when the feed says that a thing has another title and place until API and tile show it, one after the other. */
export async function measureLag({ origin, source, say, things, changes }) {
  const lags = [];
  for (let at = 0; at < changes; at++) {
    const n = 1 + Math.floor((at * things) / changes);
    const pin = await source.pinOf(n);
    const to = { title: `改名${at}班`, lng: 119.01 + at * 0.01, lat: 28.31 };
    const tile = `${origin}/tiles/learning/${tileAt(to)}.mvt`;
    await wait(Math.random() * LONGEST_PAUSE_MS);
    const before = await read(tile);
    await say(n, to);
    const began = performance.now();
    const isShown = async () => {
      const { title } = await (await fetch(`${origin}/api/activities/${pin}`)).json();
      return title === to.title && (await read(tile)) !== before;
    };
    while (!(await isShown())) {
      if (performance.now() - began > GIVE_UP_MS) throw new Error(`${to.title} of ${pin} is not shown`);
      await wait(200);
    }
    lags.push((performance.now() - began) / 1000);
  }
  return lags;
}

const read = async (url) => Buffer.from(await (await fetch(url)).arrayBuffer()).toString('latin1');

function tileAt({ lng, lat }) {
  const sin = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  return [ZOOM, Math.floor((lng / 360 + 0.5) * 2 ** ZOOM), Math.floor(y * 2 ** ZOOM)].join('/');
}
