import type { StyleImageMetadata } from 'maplibre-gl';
import { createContext, toImage } from './icons.ts';
import type { Palette } from './palette.ts';

const MARGIN = 5; // px for the shadow
const RADIUS = 9; // px
const SIZE = 2 * (MARGIN + RADIUS) + 4; // px; the middle stretches with the words

/** The rounded plate behind name and count of an area. */
export function drawPlate(palette: Palette, ratio: number): ImageData {
  const context = createContext(SIZE * ratio);
  context.scale(ratio, ratio);
  const side = SIZE - 2 * MARGIN;
  traceRounded(context, side);
  context.save();
  context.shadowColor = palette.shadow;
  context.shadowBlur = 5 * ratio;
  context.shadowOffsetY = 1.5 * ratio;
  context.fillStyle = palette.bubble;
  context.fill();
  context.restore();
  context.strokeStyle = palette.bubbleRim;
  context.lineWidth = 1;
  context.stroke();
  return toImage(context);
}

// `roundRect` is younger than the oldest browsers that draw the map.
function traceRounded(context: CanvasRenderingContext2D, side: number): void {
  const [near, far] = [MARGIN, MARGIN + side];
  context.beginPath();
  context.moveTo(near + RADIUS, near);
  context.arcTo(far, near, far, far, RADIUS);
  context.arcTo(far, far, near, far, RADIUS);
  context.arcTo(near, far, near, near, RADIUS);
  context.arcTo(near, near, far, near, RADIUS);
  context.closePath();
}

export function plateStretch(ratio: number): Pick<StyleImageMetadata, 'stretchX' | 'stretchY' | 'content'> {
  const [from, to] = [(MARGIN + RADIUS) * ratio, (SIZE - MARGIN - RADIUS) * ratio];
  const [edge, far] = [MARGIN * ratio, (SIZE - MARGIN) * ratio];
  return { stretchX: [[from, to]], stretchY: [[from, to]], content: [edge, edge, far, far] };
}
