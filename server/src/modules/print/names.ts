import { html, type Markup } from '../../html/markup.ts';
import type { Words } from '../../html/words.ts';
import type { BasemapLabel, Rank } from '../basemap/layers.ts';
import { toPaper, type Frame } from './frame.ts';
import { HEIGHT, WIDTH } from './paper.ts';
import { PIN, pinWidth, type Pin } from './pins.ts';

/** Letters of each rank, in paper units; greater ones find room first. */
const SIZES = { city: 44, county: 36, township: 28 } as const;
const RANKS = ['city', 'county', 'township'] as const satisfies readonly Rank[];
const GAP = 12;
/** Where the scale is drawn. */
const BAR_BOX = { x: WIDTH - 200, y: HEIGHT - 60, width: 400, height: 120 };

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
const overlap = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;

/** The names that find room beside pins and greater names. */
export function drawNames(labels: readonly BasemapLabel[], frame: Frame, pins: readonly Pin[], words: Words): Markup[] {
  const taken: Box[] = pins.map(({ spot: [x, y], numbers }) => ({
    x,
    y,
    width: pinWidth(numbers) + GAP,
    height: PIN * 2 + GAP,
  }));
  taken.push(BAR_BOX);
  const drawn: Markup[] = [];
  for (const rank of RANKS) {
    for (const label of labels) {
      if (label.rank !== rank) continue;
      const name = words.lang === 'en' ? label.nameEn.replace(/ City$/, '') : label.name;
      const [x, y] = toPaper(frame, label.lngLat);
      const box = { x, y, width: widthOf(name, SIZES[rank]), height: SIZES[rank] * 1.2 };
      if (!isOnPaper(box) || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      drawn.push(drawName(name, rank, box));
    }
  }
  return drawn;
}

/** Latin letters are about half as wide as they are high. */
const widthOf = (name: string, size: number): number =>
  [...name].reduce((width, letter) => width + size * (letter > '\u2e7f' ? 1 : 0.55), 0);

const isOnPaper = ({ x, y, width, height }: Box): boolean =>
  x - width / 2 > 0 && x + width / 2 < WIDTH && y - height > 0 && y + height < HEIGHT;

function drawName(name: string, rank: keyof typeof SIZES, { x, y, width, height }: Box): Markup {
  const [left, top] = [Math.round(x - width / 2), Math.round(y - height / 2)];
  const baseline = Math.round(y + SIZES[rank] / 3);
  return html`<rect class="halo" x="${left}" y="${top}" width="${Math.round(width)}" height="${Math.round(height)}" />
    <text class="name ${rank}" x="${Math.round(x)}" y="${baseline}" font-size="${SIZES[rank]}">${name}</text>`;
}
