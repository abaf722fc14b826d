import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  openUntil: 'Open now, until {time}',
  openUntilTomorrow: 'Open now, until {time} tomorrow',
  openUntilDay: 'Open now, until {weekday} {time}',
  closedUntil: 'Closed now, opens at {time}',
  closedTomorrow: 'Closed now, opens tomorrow at {time}',
  closedUntilDay: 'Closed now, opens {weekday} at {time}',
  closed: 'Closed now',
  closedOn: 'closed',
  accessibility: 'Accessibility',
  offMap: 'Not marked on the map',
  divisionGuessed: 'The county is presumed from the nearest county seat',
  about: '{exact}: please ask before you set out.',
  navigate: 'Directions',
  navigateTitle: 'Directions with which map?',
  navigateHint: 'This opens the map you choose, with the position in the coordinates it uses.',
  apps: { amap: 'AMap', tencent: 'Tencent Maps', baidu: 'Baidu Maps', apple: 'Apple Maps' },
  coordinates: 'Coordinates (latitude, longitude)',
  systems: { wgs84: 'WGS-84', gcj02: 'GCJ-02', bd09: 'BD-09' },
  copyIn: 'Copy the coordinates in {system}',
  dayRange: '{from} to {to}',
};
