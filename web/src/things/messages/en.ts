import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  span: '{day}, {date}, {start}–{end}',
  call: 'Call {phone}',
  website: 'Website',
  walk: 'about a minute on foot | about {n} min on foot',
  walkMethod: 'Estimated: 1.3 times the straight line at 80 m a minute; not a route.',
  about: '{name} (about)',
  said: 'Say:',
  size: '{size} km²',
};
