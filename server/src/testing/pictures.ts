import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A phone's photo: 12 megapixels of noise and edges, on its side, with where it was taken. */
export async function photoOf(width = 4000, height = 3000): Promise<Buffer> {
  return sharp({
    create: { width, height, channels: 3, background: '#a0522d', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  })
    .jpeg({ quality: 90 })
    .withExif({
      IFD0: { Orientation: '6', Make: 'Kamera' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 16/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 9/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

export const smallPhoto = (background = '#336699', kind: 'jpeg' | 'png' | 'webp' = 'jpeg'): Promise<Buffer> =>
  sharp({ create: { width: 400, height: 300, channels: 3, background } })
    .toFormat(kind)
    .toBuffer();

/** 144 megapixels of one colour in a few kilobytes. */
export function hugePng(side = 12_000): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  // One bit a pixel, of grey.
  head[8] = 1;
  const pixels = deflateSync(Buffer.alloc(side * (1 + side / 8)), { level: 1 });
  const parts = [chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}

/** A chunk of PNG after its head. */
export function withChunk(png: Buffer, type: string, data: Buffer): Buffer {
  const head = 8 + 25;
  return Buffer.concat([png.subarray(0, head), chunk(type, data), png.subarray(head)]);
}

/** Unpacks to fifty million bytes of text. */
export const textBomb = (png: Buffer): Buffer =>
  withChunk(png, 'zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), deflateSync(Buffer.alloc(50_000_000))]));

/** Turning pages: two of them. */
export const movingWebp = async (): Promise<Buffer> => {
  const pages = await Promise.all(['red', 'blue'].map((colour) => smallPhoto(colour, 'png')));
  return sharp(pages, { join: { animated: true } })
    .webp()
    .toBuffer();
};

/** Each a file that is no photo, or not only one, with what it is called and why it is refused. */
export async function listLies(): Promise<readonly [name: string, type: string, bytes: Buffer, sentence: string][]> {
  const jpeg = await smallPhoto();
  const png = await smallPhoto('#336699', 'png');
  const webp = await smallPhoto('#336699', 'webp');
  const kinds = 'must be a JPEG, PNG or WebP photo';
  const hides = 'holds something else beside the photo';
  const page = Buffer.from('<!doctype html><script>alert(1)</script>');
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, page.length + 2]), page]);
  return [
    ['nothing', 'image/jpeg', Buffer.alloc(0), 'is empty'],
    ['a drawing', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), kinds],
    ['a drawing called a photo', 'image/png', Buffer.from('<?xml version="1.0"?><svg/>'), kinds],
    ['a page called a photo', 'image/jpeg', page, kinds],
    ['a GIF', 'image/gif', Buffer.from('GIF89a\x01\0\x01\0', 'latin1'), kinds],
    [
      'a photo of a phone by its own format',
      'image/heic',
      Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'),
      'is HEIC, which is not read here; save it as JPEG first',
    ],
    ['a JPEG called a PNG', 'image/png', jpeg, 'is another kind of file than it says it is'],
    ['half a JPEG', 'image/jpeg', jpeg.subarray(0, jpeg.length / 2), 'is broken or was cut off on its way'],
    ['half a PNG', 'image/png', png.subarray(0, png.length / 2), 'is broken or was cut off on its way'],
    ['half a WebP', 'image/webp', webp.subarray(0, webp.length / 2), 'is broken or was cut off on its way'],
    [
      'a JPEG whose middle is noise',
      'image/jpeg',
      Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(400, 7), jpeg.subarray(420)]),
      'is broken or was cut off on its way',
    ],
    ['a JPEG with a page after it', 'image/jpeg', Buffer.concat([jpeg, page]), hides],
    ['a JPEG with a page inside', 'image/jpeg', Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]), hides],
    ['a PNG with an archive after it', 'image/png', Buffer.concat([png, Buffer.from('PK\x03\x04')]), hides],
    ['a WebP with more after it', 'image/webp', Buffer.concat([webp, Buffer.from('%PDF-1.7')]), hides],
    [
      'a PNG with a page in its text',
      'image/png',
      withChunk(png, 'tEXt', Buffer.from('a\0<script>alert(1)</script>')),
      hides,
    ],
    [
      'a PNG that moves',
      'image/png',
      withChunk(png, 'acTL', Buffer.alloc(8)),
      'must be a still photo, not a moving one',
    ],
    ['a WebP that moves', 'image/webp', await movingWebp(), 'must be a still photo, not a moving one'],
    ['a PNG with a bomb of text', 'image/png', textBomb(png), 'unpacks to far more than it says'],
    ['144 megapixels', 'image/png', hugePng(), 'takes at most 64 million pixels'],
  ];
}
