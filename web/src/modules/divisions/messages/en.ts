import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  me: 'my position',
  from: 'From {name}',
  near: 'Near {name}',
  approximately: '{name} (about)',
  approximateHint: 'About: the position of this township is approximate',
  locate: 'Near me',
  locating: 'Finding your position…',
  refused: 'The position was not allowed. Please choose a place.',
  unavailable: 'This device cannot find its position now. Please choose a place.',
  slow: 'This device takes too long to find its position. Please choose a place.',
  privacy: 'Your position is kept to about 100 m, on this device only; the server stores nothing.',
  pickTitle: 'Choose a place',
  pickHint:
    'By city, county and township, or type a station, university or sight; it becomes the starting point for “near”.',
  filter: 'Type to filter',
  wellKnown: 'Stations, airports, universities, sights',
  rough: 'The start is known only to about {distance}: no walking times.',
  roughHint:
    'The start is known only to about {distance}: it is an area on the map, without smaller distances, walking times and the 15-minute circle. Start from the centre of a city, county or district instead, or switch on precise location and try again.',
  wellKnownHint: 'About: known to a kilometre or so',
  province: 'Whole province',
  useThis: 'Use {name}',
  within: 'Townships of {name}',
  noMatch: 'No such name',
  loadFailed: 'The list of places did not load.',
  forget: 'Stop using this place',
  change: 'Choose another place',
  unknownPlace: 'no position',
  step: { city: 'City', county: 'County or district', township: 'Township or street' },
  levelBack: 'One level up',
};
