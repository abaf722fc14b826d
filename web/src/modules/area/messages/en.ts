import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  title: 'Draw an area',
  how: 'Tap the corners of the area on the map, one after the other; or move the map under the cross and add a corner there.',
  corner: 'Add a corner at the cross',
  undo: 'Undo a corner',
  finish: 'Finish',
  restart: 'Start over',
  count: '1 corner | {n} corners',
  some: '{n} corners, {size}',
  faults: {
    few: 'It needs at least three corners.',
    many: 'At most 200 corners: please undo some.',
    crossing: 'The sides cross. Undo the last corners and go along the edge.',
    flat: 'These corners lie on one line and enclose nothing.',
  },
  replaces: 'It will replace the area chosen now.',
  noMap: 'Drawing is not possible here; choose an area in one of these ways.',
  others: 'Without drawing',
  view: 'Search this view',
  here: 'Around the middle of the map',
  inside: 'Only {name}',
  pick: 'Choose city, county or township from a list',
  pickTitle: 'Choose a division',
  pickHint: 'Shows only what is in the city, county or township you choose.',
  nearestHint: 'Judged by the nearest county seat; it may be wrong near a border.',
};
