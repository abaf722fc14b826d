import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  intro: 'All there is in the province, whatever the map is filtered by.',
  total: '{n} in all',
  topics: 'Topics',
  all: 'All topics',
  onMap: 'See them on map and list',
  more: 'Show more',
  failed: 'Nothing came',
  failedHint: 'The server cannot be reached. Check the network and try again.',
};
