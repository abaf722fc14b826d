import type { ExpressionSpecification } from 'maplibre-gl';
import { createContext, toImage } from './icons.ts';
import { KINDS } from '@zlm/server/contract/kinds';
import type { Palette } from './palette.ts';

/** Shares are rounded to this many parts, so that few distinct images are drawn. */
const PARTS = 20;
/** A bubble takes the width of the last step whose count it reaches. */
export const RING_STEPS = [
  { from: 0, px: 36 },
  { from: 50, px: 42 },
  { from: 500, px: 50 },
  { from: 5_000, px: 60 },
  { from: 50_000, px: 70 },
] as const;
const RING_PX = 4;
const MARGIN = 4; // px for the shadow
const GAP = 0.09; // radians of bubble between two arcs

/**
 * Image id of a cluster: its width step and the parts of each kind, at least one part for any kind present. Not mixed, a
 * ring of one kind has its colour and any other no parts: where nobody asked for kinds, each would look like the next.
 */
export function ringImageId(prefix: string, isMixed: boolean): ExpressionSpecification {
  const all: ExpressionSpecification = ['get', 'point_count'];
  const parts = KINDS.map((kind): ExpressionSpecification => {
    const count: ExpressionSpecification = ['coalesce', ['get', kind], 0];
    if (!isMixed) return ['to-string', ['case', ['==', count, all], PARTS, 0]];
    const share: ExpressionSpecification = ['round', ['/', ['*', PARTS, count], all]];
    return ['to-string', ['case', ['>', count, 0], ['max', 1, share], 0]];
  });
  const joined = parts.flatMap((part, i) => (i === 0 ? [part] : ['.', part]));
  return ['concat', prefix, stepIndex(), ':', ...joined] as ExpressionSpecification;
}

function stepIndex(): ExpressionSpecification {
  const stops = RING_STEPS.slice(1).flatMap(({ from }, i) => [from, String(i + 1)]);
  return ['step', ['get', 'point_count'], '0', ...stops] as ExpressionSpecification;
}

/** Draws `<step>:<parts>.<parts>…`, the tail of an image id; null when it is none. */
export function drawRing(tail: string, palette: Palette, ratio: number): ImageData | null {
  const ring = parseRing(tail);
  if (!ring) return null;
  const size = ring.px + 2 * MARGIN;
  const context = createContext(size * ratio);
  context.scale(ratio, ratio);
  drawBubble(context, palette, size / 2, ring.px / 2);
  if (ring.parts.every((part) => part === 0)) drawRim(context, palette, size / 2, ring.px / 2 - 2.5);
  else drawArcs(context, palette, { center: size / 2, radius: ring.px / 2 - RING_PX / 2 - 1.5, parts: ring.parts });
  return toImage(context);
}

/** The width and the parts by kind an image id tells; no parts at all for a ring that tells no kinds. */
export function parseRing(tail: string): { px: number; parts: number[] } | null {
  const [step, joined] = tail.split(':');
  const px = RING_STEPS[Number(step)]?.px;
  const parts = (joined ?? '').split('.').map(Number);
  return px !== undefined && parts.length === KINDS.length && parts.every((part) => part >= 0) ? { px, parts } : null;
}

function drawBubble(context: CanvasRenderingContext2D, palette: Palette, center: number, radius: number): void {
  context.save();
  context.shadowColor = palette.shadow;
  context.shadowBlur = 5;
  context.shadowOffsetY = 2;
  context.fillStyle = palette.bubble;
  context.beginPath();
  context.arc(center, center, radius, 0, 2 * Math.PI);
  context.fill();
  context.restore();
}

function drawRim(context: CanvasRenderingContext2D, { accent }: Palette, center: number, radius: number): void {
  context.strokeStyle = accent;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(center, center, radius, 0, 2 * Math.PI);
  context.stroke();
}

function drawArcs(
  context: CanvasRenderingContext2D,
  palette: Palette,
  { center, radius, parts }: { center: number; radius: number; parts: readonly number[] },
): void {
  const total = parts.reduce((sum, part) => sum + part, 0);
  const gap = parts.filter((part) => part > 0).length > 1 ? GAP : 0;
  let angle = -Math.PI / 2;
  context.lineWidth = RING_PX;
  for (const [i, part] of parts.entries()) {
    const end = angle + (part / total) * 2 * Math.PI;
    if (part > 0) {
      context.strokeStyle = palette.kinds[KINDS[i]!];
      context.beginPath();
      context.arc(center, center, radius, angle + gap / 2, end - gap / 2);
      context.stroke();
    }
    angle = end;
  }
}
