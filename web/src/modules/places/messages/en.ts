import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  openUntil: 'Open now, until {time}',
  closedUntil: 'Closed now, opens at {time}',
  closedTomorrow: 'Closed now, opens tomorrow at {time}',
  closedUntilDay: 'Closed now, opens {weekday} at {time}',
  closed: 'Closed now',
  closedOn: 'closed',
  accessibility: 'Accessibility',
  divisionGuessed: 'The county is presumed from the nearest county seat',
  everyDay: 'Every day',
  dayRange: '{from} to {to}',
};
