import type { Kind } from '@zlm/server/contract';
import { thingOf } from '../things/registry.ts';
import type { Palette } from './palette.ts';

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
  const shape = new Path2D(thingOf(kind).shape);
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
  const { glyph: strokes, filled } = thingOf(kind);
  const glyph = new Path2D(strokes);
  const scale = (px * GLYPH_SHARE) / GLYPH_UNITS;
  context.save();
  context.translate((px * (1 - GLYPH_SHARE)) / 2, (px * (1 - GLYPH_SHARE)) / 2);
  context.scale(scale, scale);
  context.lineWidth = 2.1;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = palette.glyph;
  context.fillStyle = palette.glyph;
  if (filled) context.fill(glyph);
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
