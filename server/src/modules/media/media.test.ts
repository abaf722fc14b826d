import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../contract/errors.ts';
import type { SearchAnswer } from '../search/schema.ts';
import { openFileStore } from '../../file-store/open.ts';
import { hugePng, listLies, photoOf, smallPhoto } from '../../testing/pictures.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { startS3, type S3StandIn } from '../../testing/s3-stand-in.ts';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';
import { insertSignedIn, type SignedIn } from '../../testing/signed-in.ts';
import { namesOf } from './names.ts';
import { removeUnnamedFiles } from './remove-unnamed.ts';
import type { Upload } from './schema.ts';

// With a folder the whole way is walked by the journeys of photos.
const S3 = { type: 's3', bucket: 'photos', region: 'cn-hangzhou', accessKey: 'AK', secretKey: 'a/secret+key' } as const;
let s3: S3StandIn;
let server: TestServer;
let owner: pg.Pool;
let school: number;
let place: number;
let people: Record<'educator' | 'neighbour' | 'moderator' | 'resident', SignedIn>;
const clock = () => new Date();
beforeAll(async () => {
  s3 = await startS3(S3.accessKey, S3.secretKey, S3.region);
  const settings = {
    ...{ S3_ENDPOINT: s3.endpoint, S3_BUCKET: S3.bucket, S3_REGION: S3.region },
    ...{ S3_ACCESS_KEY: S3.accessKey, S3_SECRET_KEY: S3.secretKey },
  };
  server = await startTestServer({ scale: 0, clock, settings });
  owner = await server.openWriter();
  school = await insertInstitution(owner, '西湖社区学校', 'senior-university');
  place = await insertPlace(owner, '西湖馆', '330106', 120.13, 30.26);
  const employ = async (role: string | null) => {
    const person = await insertSignedIn(owner);
    if (role)
      await owner.query('INSERT INTO grants (account_id, role, institution_id) VALUES ($1, $2, $3)', [
        person.account,
        role,
        school,
      ]);
    return person;
  };
  people = {
    educator: await employ('educator'),
    neighbour: await employ('educator'),
    moderator: await employ('moderator'),
    resident: await employ(null),
  };
});
afterAll(async () => {
  await owner.end();
  await server.close();
  await s3.close();
});

type Who = keyof typeof people | null;
interface Sending {
  type?: string;
  key?: string;
  alt?: string;
  lang?: string;
}
const cookie = (who: Who): Record<string, string> => (who ? { cookie: `__Host-session=${people[who].token}` } : {});
const send = (who: Who, bytes: Buffer, { type = 'image/jpeg', key, alt = '练字', lang = 'en' }: Sending = {}) =>
  fetch(`${server.url}/api/files?alt=${encodeURIComponent(alt)}`, {
    method: 'POST',
    headers: {
      ...{ origin: server.url, 'content-type': type, 'idempotency-key': key ?? randomUUID(), 'accept-language': lang },
      ...cookie(who),
    },
    body: new Uint8Array(bytes),
  });
async function upload(who: Who, bytes: Buffer, sending?: Sending): Promise<Upload> {
  const response = await send(who, bytes, sending);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as Upload;
}
const look = (who: Who, { file }: Pick<Upload, 'file'>, headers: Record<string, string> = {}, size = 320) =>
  fetch(`${server.url}/files/${file}/${size}.webp`, { headers: { ...cookie(who), ...headers } });
const setPhotos = (id: number, photos: unknown) =>
  owner.query('SELECT set_thing_photos($1, $2, $3)', ['activity', id, JSON.stringify(photos)]);
const addActivity = (title: string) =>
  insertActivity(owner, { title, institution: school, place, topics: ['calligraphy'], dates: ['2099-01-01'] });
const store = () => openFileStore({ ...S3, endpoint: s3.endpoint });
const letADayPass = () => owner.query("UPDATE files SET held_at = held_at - interval '25 hours'");
const removeUnnamed = () => removeUnnamedFiles({ pool: owner }, store(), AbortSignal.timeout(60_000));

describe('a photo that is brought', () => {
  test('is kept in three sizes and seen by its uploader and reviewers alone', async () => {
    const began = performance.now();
    const photo = await upload('educator', await photoOf());
    console.log(`12 megapixels: ${Math.round(performance.now() - began)} ms with making them`);
    expect(photo.sizes.map(({ size, width, height }) => [size, width, height])).toEqual([
      ...[
        [320, 240, 320],
        [800, 600, 800],
        [1600, 1200, 1600],
      ],
    ]);
    for (const who of ['educator', 'moderator'] as const) {
      const seen = await look(who, photo);
      expect([seen.status, seen.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    }
    for (const who of [null, 'resident', 'neighbour'] as const) expect((await look(who, photo)).status).toBe(404);
    expect(
      [await send(null, Buffer.alloc(9)), await send('resident', Buffer.alloc(9))].map(({ status }) => status),
    ).toEqual([401, 403]);
    const { rows } = await owner.query<{ payload: string }>('SELECT payload FROM audit ORDER BY seq DESC LIMIT 1');
    expect(rows[0]!.payload).toContain(`"action":"files.upload"`);
    expect(rows[0]!.payload).not.toContain('练字');
  });

  test('is done once by its key, and another photo is no repetition', async () => {
    const key = randomUUID();
    const [green, blue] = [await smallPhoto('green'), await smallPhoto('blue')];
    const first = await upload('educator', green, { key });
    expect(await upload('educator', green, { key })).toEqual(first);
    const other = await send('educator', blue, { key });
    expect([other.status, ((await other.json()) as Problem).reason]).toEqual([409, 'key_used']);
    const { rows } = await owner.query('SELECT FROM uploads WHERE sha256 = $1', [first.file]);
    expect(rows.length).toBe(1);
  });

  test('is refused by a sentence where it lies, whatever it is called', async () => {
    const took: number[] = [];
    for (const [name, type, bytes, sentence] of await listLies()) {
      const began = performance.now();
      const refused = await send('educator', bytes, { type });
      const { errors } = (await refused.json()) as Problem;
      expect([refused.status, errors?.[0]], name).toEqual([400, { in: 'body', field: 'file', message: sentence }]);
      took.push(performance.now() - began);
    }
    console.log(`${took.length} lies, each refused within ${Math.round(Math.max(...took))} ms`);
    const chinese = (await (await send('educator', hugePng(), { type: 'image/png', lang: 'zh-CN' })).json()) as Problem;
    expect(chinese.errors![0]!.message).toBe('最多 6400 万像素');
    const asked = [
      await send('educator', Buffer.alloc(10_000_001)),
      await send('educator', Buffer.alloc(9), { type: 'text/html' }),
      await send('educator', Buffer.alloc(9), { alt: ' ' }),
      await send('educator', Buffer.alloc(9), { alt: '字'.repeat(201) }),
    ];
    expect(asked.map(({ status }) => status)).toEqual([413, 415, 400, 400]);
    await upload('educator', await smallPhoto());
  });

  test('waits for tomorrow after a hundred', async () => {
    const photo = await upload('neighbour', await smallPhoto('teal'));
    await owner.query('INSERT INTO uploads (sha256, account_id, alt) SELECT $1, $2, $3 FROM generate_series(1, 99)', [
      ...[photo.file, people.neighbour.account, 'x'],
    ]);
    const refused = await send('neighbour', await smallPhoto('navy'));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(80_000);
  });
});

test('two accounts that become one have the photos of both', async () => {
  const [left, merged] = [await insertSignedIn(owner), await insertSignedIn(owner)];
  const { file } = await upload('educator', await smallPhoto('olive'));
  await owner.query("INSERT INTO uploads (sha256, account_id, alt) VALUES ($1, $2, 'x')", [file, merged.account]);
  await owner.query("UPDATE accounts SET state = 'merged', merged_into = $1 WHERE id = $2", [
    left.account,
    merged.account,
  ]);
  const { rows } = await owner.query('SELECT FROM uploads WHERE account_id = $1', [left.account]);
  expect(rows.length).toBe(1);
});

describe('a photo of something public', () => {
  test('is everybody’s, follows the thing, and nothing else may show it', async () => {
    const id = await addActivity('行草入门');
    const photo = await upload('educator', await smallPhoto('purple'));
    const other = await upload('educator', await smallPhoto('orange'));
    await setPhotos(id, [
      { file: photo.file, alt: '一排毛笔' },
      { file: other.file, alt: '<b>砚台</b>' },
    ]);
    const read = async (address: string) => (await fetch(server.url + address)).text();
    const card = async () =>
      ((await (await fetch(`${server.url}/api/search?q=行草入门`)).json()) as SearchAnswer).items[0];
    await expect
      .poll(async () => (await card())?.photo)
      .toEqual({ src: `/files/${photo.file}/320.webp`, alt: '一排毛笔', width: 320, height: 240 });
    expect(JSON.parse(await read(`/api/activities/${id}`))).toMatchObject({
      photos: [{ alt: '一排毛笔' }, { alt: '<b>砚台</b>' }],
    });
    const page = await read(`/activities/${id}`);
    expect(page).toContain(`src="/files/${photo.file}/800.webp"`);
    expect(page).toContain('alt="&lt;b&gt;砚台&lt;/b&gt;"');
    expect(page).toContain(`${server.url}/files/${photo.file}/1600.webp`);
    expect(await read('/find?q=行草入门')).toContain(`src="/files/${photo.file}/320.webp"`);

    const seen = await look(null, photo);
    expect([seen.status, seen.headers.get('content-type'), seen.headers.get('cache-control')]).toEqual([
      ...[200, 'image/webp', 'public, max-age=31536000, immutable'],
    ]);
    expect([seen.headers.get('content-security-policy'), seen.headers.get('x-content-type-options')]).toEqual([
      ...["default-src 'none'; sandbox", 'nosniff'],
    ]);
    expect(
      (await look(null, photo, { 'if-none-match': seen.headers.get('etag')!, 'cache-control': 'max-age=0' })).status,
    ).toBe(304);
    expect((await look(null, photo, {}, 321)).status).toBe(400);
    expect((await look(null, { file: '0'.repeat(64) })).status).toBe(404);

    // Who brought it leaves; the photo is the institution's.
    await owner.query('DELETE FROM uploads WHERE sha256 = $1', [photo.file]);
    expect((await look(null, photo)).status).toBe(200);
    await owner.query("UPDATE activities SET state = 'withdrawn' WHERE id = $1", [id]);
    await expect.poll(async () => (await look(null, photo)).status).toBe(404);
  });

  test('must be known and described, and the application cannot say what is shown', async () => {
    const id = await addActivity('楷书');
    const { file } = await upload('educator', await smallPhoto('gold'));
    await expect(setPhotos(id, [{ file: '0'.repeat(64), alt: 'x' }])).rejects.toThrow('is not known');
    await expect(setPhotos(id, [{ file, alt: ' ' }])).rejects.toThrow('alt');
    await expect(setPhotos(id, { file, alt: 'x' })).rejects.toThrow('photos are a list');
    await expect(
      setPhotos(id, [
        { file, alt: 'x' },
        { file, alt: 'y' },
      ]),
    ).rejects.toThrow('unique');
    const client = await owner.connect();
    await client.query('BEGIN; SET LOCAL ROLE zlm_app');
    await expect(client.query("SELECT set_thing_photos('activity', 1, '[]')")).rejects.toThrow('permission denied');
    await client.query('ROLLBACK');
    client.release();
  });
});

describe('what nothing names', () => {
  test('is removed a day later, and what is named stays', async () => {
    const id = await addActivity('隶书');
    const [kept, gone] = [
      await upload('educator', await smallPhoto('lime')),
      await upload('educator', await smallPhoto('pink')),
    ];
    await setPhotos(id, [{ file: kept.file, alt: '字' }]);
    expect(await removeUnnamed()).toBe(0);
    await letADayPass();
    expect(await removeUnnamed()).toBeGreaterThan(0);
    expect([(await look(null, kept)).status, (await look('educator', gone)).status]).toEqual([200, 404]);
    expect(await store().open(namesOf(gone.file)[0]!)).toBeNull();
    const left = [...s3.objects.keys()];
    expect(left.some((name) => name.includes(gone.file) && name.endsWith('.webp'))).toBe(false);
    // Brought once more, it is there once more.
    expect((await look('educator', await upload('educator', await smallPhoto('pink')))).status).toBe(200);
  });

  test('is never what somebody begins to show meanwhile', async () => {
    const id = await addActivity('篆书');
    const bytes = await smallPhoto('cyan');
    for (let round = 0; round < 12; round++) {
      const { file } = await upload('educator', bytes);
      await setPhotos(id, []);
      await letADayPass();
      const [shown] = await Promise.allSettled([
        setPhotos(id, [{ file, alt: '字' }]),
        removeUnnamed(),
        send('educator', bytes),
      ]);
      const { rows } = await owner.query('SELECT FROM thing_photos WHERE thing_id = $1', [id]);
      expect(rows.length).toBe(shown.status === 'fulfilled' ? 1 : 0);
      if (shown.status === 'fulfilled')
        for (const size of [320, 800, 1600]) expect((await look(null, { file }, {}, size)).status).toBe(200);
    }
  });
});
