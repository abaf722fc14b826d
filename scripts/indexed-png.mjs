import { crc32, deflateSync } from 'node:zlib';

const COLOURS = 256;

/**
 * The same picture with 256 colours, a third of the size; `page` is any page that may decode it.
 * @param {Buffer} png
 * @param {import('playwright-core').Page} page
 */
export async function toIndexedPng(png, page) {
  const { width, height, palette, pixels } = await page.evaluate(quantize, {
    source: `data:image/png;base64,${png.toString('base64')}`,
    colours: COLOURS,
  });
  const indices = Buffer.from(pixels, 'base64');
  const rows = Buffer.alloc((width + 1) * height); // each row begins with filter 0, none
  for (let y = 0; y < height; y++) indices.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits each, indexed, deflate, no filter method, not interlaced
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    toChunk('IHDR', header),
    toChunk('PLTE', Buffer.from(palette)),
    toChunk('IDAT', deflateSync(rows, { level: 9 })),
    toChunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {string} type
 * @param {Buffer} body
 */
function toChunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/**
 * Runs in the page: the most frequent colours, and for every pixel the nearest of them.
 * @param {{ source: string, colours: number }} asked
 */
async function quantize({ source, colours }) {
  const { document, Image, btoa } = globalThis;
  const image = new Image();
  image.src = source;
  await image.decode();
  const { width, height } = image;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  /** @param {number} at */
  const keyAt = (at) => (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) counts.set(keyAt(at), (counts.get(keyAt(at)) ?? 0) + 1);
  /** @type {number[]} */
  const palette = [];
  /**
   * @param {number} a
   * @param {number} b
   * @param {number} most
   */
  const near = (a, b, most) => [16, 8, 0].every((bit) => Math.abs(((a >> bit) & 255) - ((b >> bit) & 255)) <= most);
  const ranked = [...counts].sort((a, b) => b[1] - a[1]).map(([key]) => key);
  for (const key of ranked)
    if (palette.length < colours && !palette.some((one) => near(one, key, 4))) palette.push(key);
  /**
   * @param {number} a
   * @param {number} b
   */
  const distance = (a, b) => [16, 8, 0].reduce((sum, bit) => sum + (((a >> bit) & 255) - ((b >> bit) & 255)) ** 2, 0);
  const indexOf = new Map();
  for (const key of counts.keys()) {
    let best = 0;
    for (let i = 1; i < palette.length; i++) if (distance(palette[i], key) < distance(palette[best], key)) best = i;
    indexOf.set(key, best);
  }
  let pixels = '';
  for (let at = 0; at < data.length; at += 4) pixels += String.fromCharCode(indexOf.get(keyAt(at)));
  return {
    width,
    height,
    palette: palette.flatMap((key) => [key >> 16, (key >> 8) & 255, key & 255]),
    pixels: btoa(pixels),
  };
}
