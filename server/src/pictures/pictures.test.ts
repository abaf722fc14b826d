import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { listLies, photoOf, smallPhoto } from '../testing/pictures.ts';
import { checkPicture } from './check.ts';
import { PictureProblem } from './problem.ts';
import { renderPicture } from './render.ts';

test('a photo of a phone becomes three sizes, upright and without where it was taken', async () => {
  const bytes = await photoOf(1200, 900);
  // Its tag of positions among them.
  expect([bytes.includes('Kamera'), bytes.includes(Buffer.from([0x88, 0x25]))]).toEqual([true, true]);
  const { kind, renditions } = await renderPicture(bytes, 'image/jpeg');
  expect(kind).toBe('jpeg');
  // It lay on its side; what is smaller than a size is not enlarged.
  expect(renditions.map(({ size, width, height }) => [size, width, height])).toEqual([
    [320, 240, 320],
    [800, 600, 800],
    [1600, 900, 1200],
  ]);
  for (const { bytes: made } of renditions) {
    const { format, exif, xmp, icc, orientation } = await sharp(made).metadata();
    expect([format, exif, xmp, icc, orientation]).toEqual(['webp', undefined, undefined, undefined, undefined]);
  }
});

test.each(['jpeg', 'png', 'webp'] as const)(
  '%s is read, and what cameras append to JPEG is left behind',
  async (kind) => {
    const photo = await smallPhoto('#336699', kind);
    expect((await renderPicture(photo, `image/${kind}`)).renditions[0]!.width).toBe(320);
    if (kind !== 'jpeg') return;
    const film = Buffer.from('\0\0\0\x18ftypmp42', 'latin1');
    for (const appended of [photo, film, Buffer.alloc(10)])
      expect(checkPicture(Buffer.concat([photo, appended]), 'image/jpg')).toBe('jpeg');
  },
);

test('what lies is refused, each by a sentence', async () => {
  for (const [name, type, bytes, sentence] of await listLies()) {
    const refused: unknown = await renderPicture(bytes, type).catch((cause: unknown) => cause);
    expect(refused, name).toBeInstanceOf(PictureProblem);
    expect((refused as Error).message, name).toBe(sentence);
  }
});

test('bytes that were changed anywhere are a photo or refused by a sentence', async () => {
  const photos = await Promise.all((['jpeg', 'png', 'webp'] as const).map((kind) => smallPhoto('#336699', kind)));
  const change = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.nat(2), change, async (which, changes) => {
      const bytes = Buffer.from(photos[which]!);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      const type = `image/${(['jpeg', 'png', 'webp'] as const)[which]!}`;
      const came: unknown = await renderPicture(bytes, type).catch((cause: unknown) => cause);
      if (came instanceof Error) expect(came).toBeInstanceOf(PictureProblem);
    }),
  );
});
