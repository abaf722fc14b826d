import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  read: 'Read {list}',
  item: '“{text}” as {name}',
  former: '“{text}” as today’s {now}',
  separator: ', ',
  names: {
    division: 'area',
    topic: 'topic',
    audience: 'who it is for',
    format: 'format',
    mode: 'online or in person',
    kind: 'kind',
    price: 'price',
    seats: 'seats',
    accessible: 'accessibility',
    time: 'time',
    open: 'opening hours',
    near: 'distance',
  },
  dropped: 'Left out: {words}',
  literally: 'Search for the words themselves',
  literal: 'Searched for “{text}” as it is',
  others: 'Others of this name:',
  needsOrigin: '“{text}” needs a starting point.',
  chooseOrigin: 'Choose a starting point',
};
