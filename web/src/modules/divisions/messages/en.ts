import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  me: 'my position',
  from: 'From {name}',
  approximately: '{name} (about)',
  approximateHint: 'About: the position of this township is approximate',
  locate: 'Near me',
  locating: 'Finding your position…',
  refused: 'The position was not allowed. Please choose a place.',
  unavailable: 'This device cannot find its position now. Please choose a place.',
  pickTitle: 'Choose a place',
  pickHint: 'By city, county and township; it becomes the starting point for “near”.',
  filter: 'Type to filter',
  province: 'Whole province',
  useThis: 'Use {name}',
  noMatch: 'No such name',
  loadFailed: 'The list of places did not load.',
  forget: 'Stop using this place',
  change: 'Choose another place',
  unknownPlace: 'no position',
  step: { city: 'City', county: 'County or district', township: 'Township or street' },
  levelBack: 'One level up',
};
