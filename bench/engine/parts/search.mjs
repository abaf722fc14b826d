import { latToY, lngToX } from '../../points/mercator.mjs';
import { mulberry32, pickOf } from '../../points/random.mjs';
import { openDemo } from '../demo.mjs';
import { LearningMap } from '../../../server/dist/modules/map/service.js';
import { search } from '../../../server/dist/modules/search/service.js';
import { things } from '../../../server/dist/modules.js';
import { describe } from '../stats.mjs';

const WORDS = '书法,太极,shufa,sf,英语口语,老年大学,古荡,手机,taiji,亲子 阅读,西湖区 国画,茶'.split(',');
const CHOICES = {
  kind: ['activity', 'institution', 'course', 'activity,course'],
  topic: ['culture-arts', 'calligraphy', 'health-wellness', 'digital-skills'],
  audience: ['seniors', 'parents', 'workers,women'],
  price: ['free', 'free,1-50'],
  when: ['weekend', 'tonight', 'week', 'tomorrow'],
  weekday: ['6,7', '3'],
  part: ['evening', 'morning'],
  division: ['330100', '330106', '330200,330300'],
  seats: ['few,many'],
};

/** Tiles and searches of the demo data at full scale (SEED_SCALE), reads of the database included. */
export async function measure({ tiles, searches }) {
  const now = new Date();
  const { database, live, rowsMs, textMs } = await openDemo(now);
  const random = mulberry32(20261123);
  const map = new LearningMap(live);
  const times = { tile: /** @type {number[]} */ ([]), search: /** @type {number[]} */ ([]) };
  try {
    for (let at = 0; at < tiles; at++) {
      const address = pickTile(random);
      const filters = pickFilters(random);
      const started = performance.now();
      await map.tile(address, filters, now);
      times.tile.push(performance.now() - started);
    }
    for (let at = 0; at < searches; at++) {
      const words = random() < 0.5 ? { q: pickOf(random, WORDS) } : {};
      const query = { ...pickFilters(random), ...words, ...pickView(random) };
      const started = performance.now();
      await search({ database, live, things }, query, now);
      times.search.push(performance.now() - started);
    }
  } finally {
    await database.close();
  }
  const { count } = live.current.index;
  return { tile: describe(times.tile), search: describe(times.search), count, rowsMs, textMs, kind: database.kind };
}

function pickTile(random) {
  const z = 6 + Math.floor(random() * 10);
  const lng = 118.2 + random() * 4.4;
  const lat = 27.4 + random() * 3.7;
  return { z, x: Math.floor(lngToX(lng) * 2 ** z), y: Math.floor(latToY(lat) * 2 ** z) };
}

function pickFilters(random) {
  const names = Object.keys(CHOICES).filter(() => random() < 0.25);
  return Object.fromEntries(
    names.map((name) => {
      const choice = pickOf(random, CHOICES[name]);
      return [name, name === 'when' ? choice : choice.split(',')];
    }),
  );
}

function pickView(random) {
  const view = { limit: 20 };
  if (random() < 0.7) {
    const lng = 118.5 + random() * 3.5;
    const lat = 27.8 + random() * 3;
    Object.assign(view, { bbox: [lng, lat, lng + 0.5, lat + 0.4], scope: 'view' });
  }
  if (random() < 0.3) Object.assign(view, { origin: [120.15, 30.27], sort: 'distance' });
  return view;
}
