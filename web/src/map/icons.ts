import type { Kind } from '@zlm/server/contract';
import type { Palette } from './palette.ts';

/** Outlines on a 32 unit square: a kind is told by its shape even without colour. */
const SHAPES: Record<Kind, string> = {
  institution: 'M9 3h14a6 6 0 0 1 6 6v14a6 6 0 0 1-6 6H9a6 6 0 0 1-6-6V9a6 6 0 0 1 6-6z',
  activity: 'M16 2.5a13.5 13.5 0 1 1 0 27a13.5 13.5 0 1 1 0-27z',
  course:
    'M14 2.6a4 4 0 0 1 4 0l9 5.2a4 4 0 0 1 2 3.5v9.4a4 4 0 0 1-2 3.5l-9 5.2a4 4 0 0 1-4 0l-9-5.2a4 4 0 0 1-2-3.5v-9.4a4 4 0 0 1 2-3.5z',
  resource: 'M13.2 2.7a4 4 0 0 1 5.6 0l10.5 10.5a4 4 0 0 1 0 5.6L18.8 29.3a4 4 0 0 1-5.6 0L2.7 18.8a4 4 0 0 1 0-5.6z',
  credit_point:
    'M16 2.2c4.2 2.6 8 3.2 12.5 3.2v10.6c0 7-5 11.8-12.5 14.3C8.5 27.8 3.5 23 3.5 16V5.4C8 5.4 11.8 4.8 16 2.2z',
};

/** Strokes on a 24 unit square inside the shape. */
const GLYPHS: Record<Kind, string> = {
  institution: 'M4 10.5 12 5l8 5.5z M7 11v6.5 M12 11v6.5 M17 11v6.5 M4.5 19h15',
  activity:
    'M6.5 7h11a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 17.5v-9A1.5 1.5 0 0 1 6.5 7z M5 11h14 M9 4.8v3.5 M15 4.8v3.5',
  course: 'M2.8 10 12 5.8l9.2 4.2-9.2 4.2z M6.8 12v4.2c1.6 2.2 8.8 2.2 10.4 0V12',
  resource: 'M9.5 7.2 17 12l-7.5 4.8z',
  credit_point: 'M12 6l1.7 3.6 3.9.5-2.9 2.7.8 3.9-3.5-2-3.5 2 .8-3.9-2.9-2.7 3.9-.5z',
};
const FILLED: ReadonlySet<Kind> = new Set(['resource', 'credit_point']);

const SHAPE_UNITS = 32;
const GLYPH_UNITS = 24;
const GLYPH_SHARE = 0.66;
const MARGIN = 4; // px around the body for rim and shadow

export const ICON_PX = 26;
export const SELECTED_PX = 42;

/** Image of a kind, `px` wide without its margin, at `ratio` device pixels per pixel. */
export function drawKind(kind: Kind, palette: Palette, px: number, ratio: number): ImageData {
  const context = createContext((px + 2 * MARGIN) * ratio);
  context.scale(ratio, ratio);
  context.translate(MARGIN, MARGIN);
  drawBody(context, kind, palette, px);
  drawGlyph(context, kind, palette, px);
  return toImage(context);
}

function drawBody(context: CanvasRenderingContext2D, kind: Kind, palette: Palette, px: number): void {
  const shape = new Path2D(SHAPES[kind]);
  context.save();
  context.scale(px / SHAPE_UNITS, px / SHAPE_UNITS);
  context.shadowColor = palette.shadow;
  context.shadowBlur = 5;
  context.shadowOffsetY = 2;
  context.lineWidth = 4 * (SHAPE_UNITS / px) * 0.9;
  context.lineJoin = 'round';
  context.strokeStyle = palette.bubble;
  context.stroke(shape);
  context.shadowColor = 'transparent';
  context.fillStyle = palette.kinds[kind];
  context.fill(shape);
  context.restore();
}

function drawGlyph(context: CanvasRenderingContext2D, kind: Kind, palette: Palette, px: number): void {
  const glyph = new Path2D(GLYPHS[kind]);
  const scale = (px * GLYPH_SHARE) / GLYPH_UNITS;
  context.save();
  context.translate((px * (1 - GLYPH_SHARE)) / 2, (px * (1 - GLYPH_SHARE)) / 2);
  context.scale(scale, scale);
  context.lineWidth = 2.1;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = palette.glyph;
  context.fillStyle = palette.glyph;
  if (FILLED.has(kind)) context.fill(glyph);
  context.stroke(glyph);
  context.restore();
}

/** A square canvas; read back at once, so it stays in main memory. */
export function createContext(size: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(size);
  canvas.height = Math.ceil(size);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser draws no 2D canvas');
  return context;
}

export function toImage(context: CanvasRenderingContext2D): ImageData {
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}
