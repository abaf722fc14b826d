import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  none: 'No further sessions',
  showAll: 'Show the one session | Show all {n} sessions',
  showLess: 'Show fewer',
  past: '1 already over | {n} already over',
  sessions: 'Sessions',
  addAll: 'Add all to the calendar',
  addOne: 'Add {session} to the calendar',
  at: '{date}, {start}–{end}',
};
