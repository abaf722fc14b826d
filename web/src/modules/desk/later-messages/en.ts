import type { messages as chinese } from './zh-CN.ts';

export const messages: typeof chinese = {
  title: 'Desk',
  intro: 'The roles you hold, and what you can do with them.',
  roles: 'Roles I hold',
  everywhere: 'Whole province',
  topics: 'for {topics} only',
  untilDay: 'until {day}',
  forever: 'without end',
  noPages: 'There is nothing to do here for this role yet.',
};
