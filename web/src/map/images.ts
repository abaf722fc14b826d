import type { Map as MapLibreMap } from 'maplibre-gl';
import { badgeStretch, drawBadge } from './badge.ts';
import { drawRing } from './cluster-ring.ts';
import { drawKind, ICON_PX, SELECTED_PX } from './icons.ts';
import { drawLandmark } from './landmark-icons.ts';
import { isKind } from '@zlm/server/contract/kinds';
import { getPalette, isLook } from './palette.ts';
import { drawPlate, plateStretch } from './plate.ts';
import type { Look } from '../state/theme.ts';

export type ImageGroup = 'kind' | 'selected' | 'ring' | 'badge' | 'plate' | 'landmark';

/** Start of the ids of a group of images; the theme is part of it, so both can live side by side. */
export function imagePrefix(group: ImageGroup, look: Look): string {
  return `${group}/${look}/`;
}

/** Draws the images the style asks for when it first asks for them. */
export function resolveImages(map: MapLibreMap): void {
  const ratio = Math.min(3, Math.max(2, Math.ceil(window.devicePixelRatio)));
  map.setMissingStyleImageResolver((id) => {
    const image = drawImage(id, ratio);
    if (!image || map.hasImage(id)) return;
    map.addImage(id, image, { pixelRatio: ratio, ...stretchOf(id, ratio) });
  });
}

function stretchOf(id: string, ratio: number) {
  if (id.startsWith('badge/')) return badgeStretch(ratio);
  return id.startsWith('plate/') ? plateStretch(ratio) : {};
}

function drawImage(id: string, ratio: number): ImageData | null {
  const [group, look, tail = ''] = id.split('/');
  if (!isLook(look)) return null;
  const palette = getPalette(look);
  if (group === 'ring') return drawRing(tail, palette, ratio);
  if (group === 'badge') return drawBadge(palette, ratio);
  if (group === 'plate') return drawPlate(palette, ratio);
  if (group === 'landmark') return drawLandmark(tail, palette, ratio);
  if (!isKind(tail)) return null;
  return drawKind(tail, palette, group === 'selected' ? SELECTED_PX : ICON_PX, ratio);
}
