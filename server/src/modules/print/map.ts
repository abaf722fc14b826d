import type { Card } from '../../contract/common.ts';
import { html, type Markup, type Part } from '../../html/markup.ts';
import type { Words } from '../../html/words.ts';
import type { BasemapGeometry, BasemapLabel, Rank } from '../basemap/layers.ts';
import { clipLine, clipRing, thin } from './clip.ts';
import { frameOf, scaleBar, toPaper, type Frame, type Spot } from './frame.ts';
import { placePins, sayNumbers, type Pin } from './pins.ts';
import { printTexts } from './texts.ts';

/** Paper units: tenths of a millimetre. */
const WIDTH = 1800;
const HEIGHT = 800;
const BLEED = 40;
const FINEST = 3;
const PIN = 26;
const BAR = 300;
const LETTER = 30;
const SIZES: Record<Rank, number> = { province: 0, city: 44, county: 36, township: 28 };
/** Names are drawn in this order, none over another. */
const RANKS: readonly Rank[] = ['city', 'county', 'township'];

export interface Base {
  geometry: BasemapGeometry;
  labels: readonly BasemapLabel[];
}

/** The places of the cards on coast, water and names; null when none has a place. */
export function drawMap(cards: readonly Card[], { geometry, labels }: Base, words: Words): Markup | null {
  const spots = cards.flatMap(({ place }) => (place ? [place.lngLat] : []));
  if (spots.length === 0) return null;
  const frame = frameOf(spots, WIDTH, HEIGHT);
  const pins = placePins(cards, frame, PIN * 1.6);
  const own = printTexts(words.lang);
  return html`<figure>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${own.map}">
      <rect class="sea" width="${WIDTH}" height="${HEIGHT}" />
      <path class="land" fill-rule="evenodd" d="${areas(geometry.land, frame)}" />
      <path class="lake" fill-rule="evenodd" d="${areas(geometry.lakes, frame)}" />
      <path class="river" d="${lines(geometry.rivers, frame)}" />
      ${drawNames(labels, frame, pins, words)} ${pins.map(drawPin)} ${drawBar(frame, words)}
      <rect class="edge" width="${WIDTH}" height="${HEIGHT}" />
    </svg>
    <figcaption>${own.mapNote}</figcaption>
  </figure>`;
}

type Collection = BasemapGeometry['land'];
const BOX = [-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED] as const;

function areas({ features }: Collection, frame: Frame): string {
  const rings = features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon'
      ? geometry.coordinates
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates.flat()
        : [],
  );
  return rings
    .map((ring) =>
      thin(
        clipRing(
          ring.map((at) => toPaper(frame, at)),
          BOX,
        ),
        FINEST,
      ),
    )
    .filter((ring) => ring.length > 2)
    .map((ring) => `${toPath(ring)}Z`)
    .join('');
}

function lines({ features }: Collection, frame: Frame): string {
  const all = features.flatMap(({ geometry }) =>
    geometry.type === 'LineString'
      ? [geometry.coordinates]
      : geometry.type === 'MultiLineString'
        ? geometry.coordinates
        : [],
  );
  return all
    .flatMap((line) =>
      clipLine(
        line.map((at) => toPaper(frame, at)),
        BOX,
      ),
    )
    .map((piece) => toPath(thin(piece, FINEST)))
    .join('');
}

const toPath = (line: readonly Spot[]): string =>
  `M${line.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`).join('L')}`;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
const overlap = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;

/** The names that find room beside pins and greater names. */
function drawNames(labels: readonly BasemapLabel[], frame: Frame, pins: readonly Pin[], words: Words): Part {
  const taken: Box[] = pins.map(({ spot: [x, y], numbers }) => ({
    x,
    y,
    width: pinWidth(numbers) + 12,
    height: PIN * 2 + 12,
  }));
  return RANKS.flatMap((rank) => labels.filter((label) => label.rank === rank)).map((label) => {
    const size = SIZES[label.rank];
    const name = words.lang === 'en' ? label.nameEn.replace(/ City$/, '') : label.name;
    const [x, y] = toPaper(frame, label.lngLat);
    const box = { x, y, width: [...name].length * size * (words.lang === 'en' ? 0.55 : 1), height: size * 1.3 };
    const isIn = box.x - box.width / 2 > 0 && box.x + box.width / 2 < WIDTH && y > size && y < HEIGHT - size;
    if (!isIn || taken.some((other) => overlap(box, other))) return null;
    taken.push(box);
    return html`<text
      class="name ${label.rank}"
      x="${Math.round(x)}"
      y="${Math.round(y + size / 3)}"
      font-size="${size}"
      >${name}</text
    >`;
  });
}

const pinWidth = (numbers: readonly number[]): number =>
  Math.max(PIN * 2, sayNumbers(numbers).length * LETTER * 0.56 + PIN);

function drawPin({ spot: [x, y], numbers }: Pin): Markup {
  const width = pinWidth(numbers);
  const left = Math.round(Math.min(Math.max(x - width / 2, 4), WIDTH - width - 4));
  return html`<rect
      class="pin"
      x="${left}"
      y="${Math.round(y - PIN)}"
      width="${Math.round(width)}"
      height="${PIN * 2}"
      rx="${PIN}"
    />
    <text class="number" x="${Math.round(left + width / 2)}" y="${Math.round(y + LETTER * 0.36)}" font-size="${LETTER}"
      >${sayNumbers(numbers)}</text
    >`;
}

function drawBar(frame: Frame, words: Words): Markup {
  const { metres, units } = scaleBar(frame, BAR);
  const [x, y] = [WIDTH - units - 40, HEIGHT - 40];
  return html`<path class="bar" d="M${Math.round(x)} ${y - 16}v16h${Math.round(units)}v-16" />
    <text class="name" x="${Math.round(x + units / 2)}" y="${y - 12}" font-size="${LETTER}"
      >${words.format.distance(metres)}</text
    >`;
}
