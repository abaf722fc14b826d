import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startS3, type S3StandIn } from '../testing/s3-stand-in.ts';
import { openFileStore } from './open.ts';
import { StoreAway, type FileStore } from './port.ts';

const BUCKET = 'photos';
const S3 = { type: 's3', bucket: BUCKET, region: 'cn-hangzhou', accessKey: 'AK', secretKey: 'a/secret+key' } as const;
let folder: string;
let s3: S3StandIn;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'files-'));
  s3 = await startS3(S3.accessKey, S3.secretKey, S3.region);
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});
const stores: Record<string, () => FileStore> = {
  directory: () => openFileStore({ type: 'directory', folder }),
  S3: () => openFileStore({ ...S3, endpoint: s3.endpoint }),
};

test.each(Object.keys(stores))('%s: what was put is there, once, until it is removed', async (name) => {
  const store = stores[name]!();
  const bytes = Buffer.from([0, 255, 10, 13, 200]);
  expect(await store.open('ab/one/320.webp')).toBeNull();
  await store.remove('ab/one/320.webp');
  await Promise.all([1, 2, 3].map(() => store.put('ab/one/320.webp', bytes)));
  expect(await store.open('ab/one/320.webp')).toEqual(bytes);
  await store.put('ab/one/800.webp', new Uint8Array());
  expect(await store.open('ab/one/800.webp')).toEqual(Buffer.alloc(0));
  await store.remove('ab/one/320.webp');
  expect(await store.open('ab/one/320.webp')).toBeNull();
  for (const wrong of ['../x.webp', '/x.webp', 'a/../../x.webp', 'a//x.webp', 'A.webp', '.x.webp', 'a/x', ''])
    await expect((async () => store.open(wrong))(), wrong).rejects.toThrow('names no file');
});

test('nothing half written stays in the directory', async () => {
  await openFileStore({ type: 'directory', folder }).put('cd/two/320.webp', Buffer.alloc(1000));
  expect(await readdir(path.join(folder, 'cd/two'))).toEqual(['320.webp']);
});

test('S3: every request is signed with its body, by the right key', async () => {
  expect(s3.refused).toEqual([]);
  expect([...s3.objects.keys()]).toEqual([`/${BUCKET}/ab/one/800.webp`]);
  for (const change of [{ secretKey: 'another' }, { accessKey: 'BK' }, { region: 'us-east-1' }])
    await expect(
      openFileStore({ ...S3, endpoint: s3.endpoint, ...change }).put('ef/x.webp', Buffer.alloc(1)),
    ).rejects.toThrow('answered 403');
  expect(s3.refused).toEqual(['another signature', 'another key or scope', 'another key or scope']);
});

test('a store that is away says so', async () => {
  s3.isDown = true;
  const store = openFileStore({ ...S3, endpoint: s3.endpoint });
  await expect(store.open('ab/x.webp')).rejects.toThrow(StoreAway);
  s3.isDown = false;
  await expect(openFileStore({ ...S3, endpoint: 'http://127.0.0.1:1' }).open('ab/x.webp')).rejects.toThrow(StoreAway);
});
