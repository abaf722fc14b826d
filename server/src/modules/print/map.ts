import { html, type Markup } from '../../html/markup.ts';
import type { Words } from '../../html/words.ts';
import type { BasemapGeometry, BasemapLabel } from '../basemap/layers.ts';
import { frameOf, scaleBar, type Frame } from './frame.ts';
import { drawNames } from './names.ts';
import { HEIGHT, WIDTH } from './paper.ts';
import { toAreas, toLines } from './paths.ts';
import { LETTER, PIN, pinWidth, placePins, sayNumbers, type Numbered, type Pin } from './pins.ts';
import { printTexts } from './texts.ts';

const LONGEST_BAR = 300;
const CORNER = 40;

export interface Base {
  geometry: BasemapGeometry;
  labels: readonly BasemapLabel[];
}

/** The places of the cards on coast, water and names; null when none has a place. */
export function drawMap(cards: readonly Numbered[], { geometry, labels }: Base, words: Words): Markup | null {
  const spots = cards.flatMap(({ card: { place } }) => (place ? [place.lngLat] : []));
  if (spots.length === 0) return null;
  const frame = frameOf(spots, WIDTH, HEIGHT);
  const pins = placePins(cards, frame);
  const own = printTexts(words.lang);
  return html`<figure>
    <div class="map" role="group" aria-label="${own.map}" tabindex="0">
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${own.map}">
        <rect class="sea" width="${WIDTH}" height="${HEIGHT}" />
        <path class="land" fill-rule="evenodd" d="${toAreas(geometry.land, frame)}" />
        <path class="lake" fill-rule="evenodd" d="${toAreas(geometry.lakes, frame)}" />
        <path class="river" d="${toLines(geometry.rivers, frame)}" />
        ${drawNames(labels, frame, pins, words)} ${drawBar(frame, words)} ${pins.map(drawPin)}
        <rect class="edge" width="${WIDTH}" height="${HEIGHT}" />
      </svg>
    </div>
    <figcaption>${own.mapNote}${pins.some(({ isRough }) => isRough) && own.roughNote}</figcaption>
  </figure>`;
}

function drawPin({ spot: [x, y], numbers, isRough }: Pin): Markup {
  const width = Math.round(pinWidth(numbers));
  const left = Math.round(Math.min(Math.max(x - width / 2, 4), WIDTH - width - 4));
  const text = sayNumbers(numbers);
  const [top, middle, baseline] = [Math.round(y - PIN), left + width / 2, Math.round(y + LETTER * 0.36)];
  return html`<rect
      class="${isRough ? 'pin rough' : 'pin'}"
      x="${left}"
      y="${top}"
      width="${width}"
      height="${PIN * 2}"
      rx="${PIN}"
    />
    <text class="number" x="${middle}" y="${baseline}" font-size="${LETTER}">${text}</text>`;
}

function drawBar(frame: Frame, words: Words): Markup {
  const { metres, units } = scaleBar(frame, LONGEST_BAR);
  const [x, y, length] = [Math.round(WIDTH - units - CORNER), HEIGHT - CORNER, Math.round(units)];
  const distance = words.format.distance(metres);
  return html`<rect class="halo" x="${x - 10}" y="${y - 52}" width="${length + 20}" height="62" />
    <path class="bar" d="M${x} ${y - 16}v16h${length}v-16" />
    <text class="name" x="${x + length / 2}" y="${y - 12}" font-size="${LETTER}">${distance}</text>`;
}
