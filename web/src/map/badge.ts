import type { StyleImageMetadata } from 'maplibre-gl';
import { createContext, toImage } from './icons.ts';
import type { Palette } from './palette.ts';

const SIZE = 18; // px; only the middle column stretches with the count

/** The pill behind the count of a stack. */
export function drawBadge(palette: Palette, ratio: number): ImageData {
  const context = createContext(SIZE * ratio);
  context.scale(ratio, ratio);
  context.fillStyle = palette.badge;
  context.strokeStyle = palette.bubble;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(SIZE / 2, SIZE / 2, SIZE / 2 - 1, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  return toImage(context);
}

export function badgeStretch(ratio: number): Pick<StyleImageMetadata, 'stretchX' | 'stretchY' | 'content'> {
  const middle = (SIZE / 2) * ratio;
  const edge = 3 * ratio;
  const far = SIZE * ratio - edge;
  return {
    stretchX: [[middle - 1, middle + 1]],
    stretchY: [[middle - 1, middle + 1]],
    content: [edge, edge, far, far],
  };
}
