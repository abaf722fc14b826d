import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  hours: 'Opening hours',
  openUntil: 'Open now, until {time}',
  closedUntil: 'Closed now, opens at {time}',
  closedTomorrow: 'Closed now, opens tomorrow at {time}',
  closedUntilDay: 'Closed now, opens {weekday} at {time}',
  closed: 'Closed now',
  exceptions: 'Exceptions',
  closedOn: 'closed',
  accessibility: 'Accessibility',
  campus: '{name} campus',
  main: 'main campus',
  divisionGuessed: 'The county is presumed from the nearest county seat',
  everyDay: 'Every day',
  dayRange: '{from} to {to}',
};
