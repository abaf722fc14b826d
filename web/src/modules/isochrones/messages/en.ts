import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  title: '15-minute learning circle',
  intro: 'What can be learned within a walk from one place.',
  minutes: 'Time on foot',
  choice: '{n} min',
  needsOrigin: 'First choose where to start.',
  total: '1 thing within {minutes} minutes | {n} things within {minutes} minutes',
  show: 'Show this one | Show these {n}',
  none: 'Nothing here matches. Allow more time, or start somewhere else.',
  byKind: 'By kind',
  failed: 'The answer did not come.',
  method: 'How it is estimated',
  detour:
    'There is no street network here, so it goes by straight lines: {speed} m a minute on ways {factor} times as long as the line, hence a circle of {distance}. Rivers, walls and slopes are not in it.',
  network:
    'By walking times along streets; the steps to and from the street at {speed} m a minute. What can only be reached around a river or another barrier is left out.',
  routerDown: 'The street network does not answer now; straight lines are used meanwhile.',
  rounded: 'The start is taken to about 100 m. Older people, and people with children, walk slower.',
};
