import type { LandmarkClass } from '@zlm/server/contract/landmarks';
import { createContext, toImage } from './icons.ts';
import type { Palette } from './palette.ts';

const UNITS = 24;
const SIZE = 17; // px
const GLYPH_SHARE = 0.7;

/** Own drawings in a square of 24; lakes and islands have their name alone. */
const GLYPHS: Partial<Record<LandmarkClass, string>> = {
  station:
    'M7 4h10a2 2 0 0 1 2 2v9a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V6a2 2 0 0 1 2-2zM5 11h14M8 18l-2 3M16 18l2 3M9 14.5h.1M15 14.5h.1',
  airport: 'M12 2v20M12 9L3 15M12 9l9 6M12 18l-4 3M12 18l4 3',
  harbour: 'M12 8v13M12 3.5a2.2 2.2 0 1 1 0 4.5 2.2 2.2 0 1 1 0-4.5M8 11h8M4 14c0 4.5 3.5 7 8 7s8-2.5 8-7',
  university: 'M12 5L1.5 10 12 15l10.5-5zM6 12.5V18c3 2.5 9 2.5 12 0v-5.5',
  museum: 'M3 9l9-5 9 5zM6 12v6M12 12v6M18 12v6M3 21h18',
  sight: 'M12 3l2.7 5.8 6.3.8-4.6 4.3 1.2 6.3L12 17.1l-5.6 3.1 1.2-6.3L3 9.6l6.3-.8z',
  hill: 'M2 20L9 6l4.5 8 2.5-4 6 10z',
};
export const ICON_CLASSES = Object.keys(GLYPHS);

/** A small disc in one quiet colour, a hill as a bare summit; null for a class without a mark. */
export function drawLandmark(tail: string, palette: Palette, ratio: number): ImageData | null {
  const strokes = GLYPHS[tail as LandmarkClass];
  if (!strokes) return null;
  const isHill = tail === 'hill';
  const context = createContext(SIZE * ratio);
  context.scale(ratio, ratio);
  if (!isHill) drawDisc(context, palette);
  const share = isHill ? 0.8 : GLYPH_SHARE * 0.92;
  context.translate((SIZE * (1 - share)) / 2, (SIZE * (1 - share)) / 2);
  context.scale((SIZE * share) / UNITS, (SIZE * share) / UNITS);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.lineWidth = 2.6;
  const glyph = new Path2D(strokes);
  if (isHill) {
    context.fillStyle = palette.hillName;
    context.fill(glyph);
  } else {
    context.strokeStyle = palette.glyph;
    context.stroke(glyph);
  }
  return toImage(context);
}

function drawDisc(context: CanvasRenderingContext2D, { landmark, halo }: Palette): void {
  context.fillStyle = landmark;
  context.strokeStyle = halo;
  context.lineWidth = 1;
  context.beginPath();
  context.arc(SIZE / 2, SIZE / 2, SIZE / 2 - 1, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}
