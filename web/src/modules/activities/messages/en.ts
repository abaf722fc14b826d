import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  next: 'Next session',
  none: 'No further sessions',
  showAll: 'Show the one session | Show all {n} sessions',
  showLess: 'Show fewer',
  past: '1 already over | {n} already over',
  deadline: 'Enrol by',
  closed: 'Enrolment is closed',
  sessions: 'Sessions',
  at: '{date}, {start}–{end}',
};
