import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPhoto } from '../testing/pictures.ts';
import { Darkroom, DarkroomFull } from './darkroom.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'darkroom-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A process that does this with each photo instead of decoding it. */
async function processThat(name: string, does: string): Promise<string> {
  const file = path.join(folder, `${name}.mjs`);
  await writeFile(file, `process.on('message', ({ bytes }) => { ${does} });\nprocess.send('ready');\n`);
  return file;
}

test('photos are decoded one at a time, and those that find no place are sent away', async () => {
  const darkroom = new Darkroom({ waiting: 2 });
  const photo = await smallPhoto();
  const came = await Promise.allSettled([1, 2, 3, 4].map(() => darkroom.render(photo, 'image/jpeg')));
  expect(came.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  expect((came[3] as PromiseRejectedResult).reason).toBeInstanceOf(DarkroomFull);
  await darkroom.render(photo, 'image/jpeg');
  await expect(darkroom.render(Buffer.from('no'), 'image/jpeg')).rejects.toThrow('must be a JPEG');
});

test('what kills or stops the decoder is refused, and the next photo finds another one', async () => {
  const falls =
    "if (bytes[0] === 1) process.kill(process.pid, 'SIGSEGV'); if (bytes[0] === 2) for (;;); process.send({ picture: { renditions: [] } })";
  const darkroom = new Darkroom({ longestMs: 500 }, await processThat('falls', falls));
  const render = (first: number) => darkroom.render(Buffer.from([first]), 'image/jpeg');
  const came = await Promise.allSettled([0, 1, 0, 2, 0].map(render));
  expect(came.map((one) => (one.status === 'rejected' ? (one.reason as Error).message : 'well'))).toEqual([
    ...['well', 'is broken or was cut off on its way', 'well', 'takes too long to read', 'well'],
  ]);
});

test('a decoder that cannot begin is no fault of the photo', async () => {
  const file = path.join(folder, 'none.mjs');
  await writeFile(file, 'process.exit(3)');
  await expect(new Darkroom({}, file).render(Buffer.from([1]), 'image/jpeg')).rejects.toThrow('ended with 3');
});
