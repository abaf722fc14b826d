import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  title: 'Week timetable',
  range: '{from} to {to}',
  before: 'Week before',
  after: 'Week after',
  thisWeek: 'Back to this week',
  today: 'Today',
  day: 'Day',
  days: 'Choose a day',
  caption: 'How much there is to learn in each part of each day; a number opens its list',
  cell: '{day}, {part}: 1 thing | {day}, {part}: {n} things',
  all: 'See the only one | See all {n}',
  left: '1 more | {n} more',
  none: 'Nothing on',
  replaced: 'The timetable shows whole weeks in place of the dates and times you chose.',
  failed: 'The timetable could not be loaded',
  offline: 'The server cannot be reached. Check the connection and try again.',
};
