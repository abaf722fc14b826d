import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { connectToDatabase, insertInstitution, type Writer } from './database.ts';
import { mapSettled, toPath } from './map-page.ts';
import { catchMap, lookAt, readFrames, watchFrames } from './rendered.ts';
import { cards, expectTotal, listShown, readCounts, search } from './results.ts';
import { DESKTOP, expectAccessible, pageSettled, useBrowser } from './visit.ts';

const { journey, detour } = useBrowser();
const SPOT = { lng: 119.6321, lat: 28.4713 };
const EAST = { lng: SPOT.lng + 0.003, lat: SPOT.lat + 0.001 };
const WEST = { lng: SPOT.lng - 0.003, lat: SPOT.lat - 0.001 };
/** Nothing but what this file added. */
const OWN = toPath({ zoom: 15, ...SPOT }, 'q=石青拓印');
const START = toPath({ zoom: 15, ...SPOT }, 'kind=activity');
const START_IN_ENGLISH = START.replace('/', '/en');
const times: string[] = [];

let writer: Writer;
let sample: { id: number; neighbours: number[]; places: number[]; institution: number };

beforeAll(async () => {
  writer = await connectToDatabase();
  const institution = await insertInstitution(writer, '朱砂社');
  const places = await Promise.all([SPOT, { lng: SPOT.lng, lat: SPOT.lat - 0.002 }].map(insertPlace));
  const [id, ...neighbours] = await Promise.all(
    [places[0]!, ...Array.from({ length: 60 }, () => places[1]!)].map((place, i) =>
      insertActivity({ place, institution }, i),
    ),
  );
  sample = { id: id!, neighbours, places, institution };
});
afterAll(async () => {
  await writer.query('DELETE FROM activities WHERE id = ANY($1)', [[sample.id, ...sample.neighbours]]);
  await writer.query('DELETE FROM places WHERE id = ANY($1)', [sample.places]);
  await writer.query('DELETE FROM institutions WHERE id = $1', [sample.institution]);
  await writer.end();
  console.log(times.join('\n'));
});

async function insert(text: string, values: unknown[]): Promise<number> {
  const { rows } = await writer.query<{ id: number }>(`${text} RETURNING id`, values);
  return Number(rows[0]!.id);
}
function insertPlace({ lng, lat }: typeof SPOT, i: number): Promise<number> {
  return insert(
    `INSERT INTO places (state, source_system, source_id, name, division, geom, crs, source_x, source_y, accessibility)
     SELECT 'published', 'journey', $1, $2, division, ST_SetSRID(ST_MakePoint($3, $4), 4326), 'WGS84', $3, $4, '{}'
     FROM places WHERE division LIKE '3311%' LIMIT 1`,
    [`place ${i}`, `石青馆${i}`, lng, lat],
  );
}
/** Copies what an activity needs from one that is there; all of them are on tomorrow. */
function insertActivity({ place, institution }: { place: number; institution: number }, i: number): Promise<number> {
  return insert(
    `INSERT INTO activities (state, source_system, source_id, title, institution_id, place_id, mode, format, topics,
       starts_time, ends_time, session_dates)
     SELECT 'published', 'journey', $1, $2, $4, $3, 'offline', format, topics,
       '18:30', '20:30', ARRAY[(now() + interval '1 day')::date]
     FROM activities LIMIT 1`,
    [`activity ${i}`, `石青拓印${i}`, place, institution],
  );
}

async function edit(title: string, at: typeof SPOT): Promise<void> {
  await writer.query(`UPDATE activities SET title = $2 WHERE id = $1`, [sample.id, title]);
  await writer.query(`UPDATE places SET geom = ST_SetSRID(ST_MakePoint($2, $3), 4326) WHERE id = $1`, [
    sample.places[0],
    at.lng,
    at.lat,
  ]);
}
/** The server itself has followed. */
async function isKnown(title: string): Promise<boolean> {
  return (await search(`q=${title}`)).total > 0;
}
/** Waits until list and map show what was watched for, and notes how long it took. */
async function expectSoon(page: Page, what: string, from = Date.now()): Promise<void> {
  for (const part of ['listAt', 'mapAt'] as const) {
    await expect.poll(async () => (await readFrames(page))[part]).not.toBeNull();
  }
  await mapSettled(page);
  const { frames, least, blinks, listAt, mapAt } = await readFrames(page);
  times.push(
    `${what}: list ${listAt! - from} ms, map ${mapAt! - from} ms, ${frames} frames, at least ${least} features`,
  );
  expect(least).toBeGreaterThan(0);
  expect(blinks).toBe(0);
}

journey(
  'an edit from outside shows on list and map, also after the connection was cut',
  START,
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await watchFrames(page, { text: '青金石研磨', id: sample.id, at: EAST });
    await edit('青金石研磨', EAST);
    await expectSoon(page, 'an edit');

    await watchFrames(page, { text: '翡翠雕刻', id: sample.id, at: WEST });
    await page.context().setOffline(true);
    await edit('翡翠雕刻', WEST);
    await expect.poll(() => isKnown('翡翠雕刻')).toBe(true);
    await expect.poll(() => readFrames(page)).toMatchObject({ listAt: null, mapAt: null });
    const from = Date.now();
    await page.context().setOffline(false);
    await expectSoon(page, 'after a cut', from);
    await expectAccessible(page);
  },
  { ...DESKTOP, before: catchMap, tolerates: /ERR_INTERNET_DISCONNECTED/ },
);

detour(
  'an edit shows too when the stream was refused at first',
  START,
  async (page) => {
    let refused = 0;
    await page.route('**/api/changes*', (route) =>
      ++refused > 2 ? route.continue() : route.fulfill({ status: 503, body: '' }),
    );
    await page.reload();
    await listShown(page);
    await mapSettled(page);
    await watchFrames(page, { text: '琥珀镶嵌', id: sample.id, at: EAST });
    await edit('琥珀镶嵌', EAST);
    await expectSoon(page, 'after two refusals');
    expect(refused).toBeGreaterThan(2);
  },
  { ...DESKTOP, before: catchMap, tolerates: /503/ },
);

detour(
  'what changed out of sight is right when it comes into sight again',
  START,
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    await lookAt(page, { ...SPOT, lng: SPOT.lng + 0.1, zoom: 15 });
    const told = page.waitForResponse(/\/api\/search/);
    await edit('玄武岩拓印', SPOT);
    await told;
    await lookAt(page, { ...SPOT, zoom: 15 });
    await watchFrames(page, { text: '玄武岩拓印', id: sample.id, at: SPOT });
    await expectSoon(page, 'back in sight');
  },
  { ...DESKTOP, before: catchMap },
);

detour(
  'a page in the background leaves the stream to the one in front, and catches up',
  START,
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    const turn = (hidden: boolean) =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await watchFrames(page, { text: '碧玺串珠', id: sample.id, at: WEST });
    await turn(true);
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/api/changes'));
    const front = await page.context().newPage();
    await front.goto(page.url());
    await ended;
    await edit('碧玺串珠', WEST);
    await front.getByText('碧玺串珠').waitFor();
    await expect.poll(() => readFrames(page)).toMatchObject({ listAt: null, mapAt: null });
    const from = Date.now();
    await turn(false);
    await expectSoon(page, 'in front again', from);
  },
  { ...DESKTOP, before: catchMap },
);

detour(
  'an end that comes near while the list is asked for again brings the next page',
  OWN,
  async (page) => {
    await listShown(page);
    await pageSettled(page);
    const first = await cards(page).count();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/\/api\/search/, async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest(/\/api\/search/);
    await lookAt(page, { ...SPOT, lng: SPOT.lng + 0.001, zoom: 15 });
    await asked;
    await page.locator('#results .end').scrollIntoViewIfNeeded();
    release();
    await expect.poll(() => cards(page).count()).toBeGreaterThan(first);
  },
  { ...DESKTOP, before: catchMap },
);

detour('entries that go leave focus, place and pages of the list alone', OWN, async (page) => {
  await listShown(page);
  await pageSettled(page);
  const before = (await readCounts(page))!;
  const readOn = async () => {
    await page.locator('#results .end').scrollIntoViewIfNeeded();
    return cards(page).count();
  };
  await expect.poll(readOn).toBeGreaterThanOrEqual(50);
  const ids = await cards(page).evaluateAll((all) => all.map((card) => Number(card.getAttribute('data-thing'))));
  const kept = page.locator(`[data-thing="${ids[30]}"]`);
  await kept.scrollIntoViewIfNeeded();
  await kept.focus();
  const place = () => kept.evaluate((card) => card.getBoundingClientRect().top);
  const top = await place();

  const gone = [...ids.slice(2, 5), ids[31]!];
  await writer.query(`UPDATE activities SET state = 'archived' WHERE id = ANY($1)`, [gone]);
  await expectTotal(page, before.total - gone.length);
  // A browser scrolls by whole pixels.
  expect(Math.abs((await place()) - top)).toBeLessThanOrEqual(1);
  await expect.poll(() => kept.evaluate((card) => card === document.activeElement)).toBe(true);
  await expect.poll(() => cards(page).count()).toBeGreaterThanOrEqual(50);
  await expect.poll(() => page.locator(`[data-thing="${ids[31]}"]`).count()).toBe(0);
  const inView = String(before.inView - gone.length);
  await expect.poll(() => page.locator('#results > p[role=status]').textContent()).toContain(inView);

  await writer.query(`UPDATE activities SET state = 'archived' WHERE id = $1`, [ids[30]]);
  await expectTotal(page, before.total - gone.length - 1);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-thing')))
    .toBe(String(ids[32]));
  await writer.query(`UPDATE activities SET state = 'published' WHERE id = ANY($1)`, [ids]);
  await expectTotal(page, before.total);
});

for (const [lang, start, withdrawn] of [
  ['', START, '这条内容刚刚撤下了'],
  ['/en', START_IN_ENGLISH, 'This was just withdrawn'],
] as const) {
  detour(
    `what is withdrawn while it is read says so ${lang}`,
    start,
    async (page) => {
      await listShown(page);
      await page.locator(`[data-thing="${sample.id}"]`).click();
      const details = page.locator('section.details');
      await details.locator('h2').waitFor();
      await writer.query(`UPDATE activities SET title = $2 WHERE id = $1`, [sample.id, `石青再研${lang}`]);
      await details.getByRole('heading', { name: `石青再研${lang}`, exact: true }).waitFor();
      await details.getByRole('button').last().focus();

      await writer.query(`UPDATE activities SET state = 'archived' WHERE id = $1`, [sample.id]);
      await details.getByText(withdrawn).waitFor();
      await expectAccessible(page);
      await page.keyboard.press('Enter');
      await expect.poll(() => new URL(page.url()).pathname).toBe(lang || '/');
      await expect.poll(() => page.locator(`[data-thing="${sample.id}"]`).count()).toBe(0);
      await writer.query(`UPDATE activities SET state = 'published' WHERE id = $1`, [sample.id]);
      await page.locator(`[data-thing="${sample.id}"]`).waitFor();
    },
    { ...DESKTOP, tolerates: /404/ },
  );
}

detour(
  'the map comes to rest too when a tile that was asked for again is the same',
  '/?map=6.00/29.20/120.50',
  async (page) => {
    await listShown(page);
    await mapSettled(page);
    const held: (() => void)[] = [];
    await page.route('**/tiles/learning/6/**', async (route) => {
      await new Promise<void>((release) => held.push(release));
      await route.continue();
    });
    // Another title, as many things: the bubbles stay what they are.
    await edit('雨花石研磨', SPOT);
    await expect.poll(() => held.length).toBeGreaterThan(0);
    const box = (await page.locator('canvas').boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 12, y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.locator('[data-idle]').count()).toBe(0);
    await expect.poll(() => new URL(page.url()).searchParams.get('map')).not.toBe('6.00/29.20/120.50');
    for (const release of held) release();
    await mapSettled(page);
  },
  DESKTOP,
);
