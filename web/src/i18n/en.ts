import { words } from '@zlm/server/contract/words/en';
import type { Messages } from './zh-CN.ts';

export const shared: Messages = {
  ...words,
  app: {
    panel: 'Search and results',
    skipToList: 'Skip to the results',
    skipToMap: 'Skip to the map',
    header: 'Search and filters',
    menu: 'Menu',
    close: 'Close',
    done: 'Done',
    back: 'Back to the list',
    details: 'Details',
    loading: 'Loading…',
    retry: 'Try again',
    dismiss: 'Got it',
    language: 'Language',
    languages: { 'zh-CN': '中文', en: 'English' },
    theme: 'Appearance',
    themes: { auto: 'Like the system', light: 'Light', dark: 'Dark' },
    contrast: 'Contrast',
    contrasts: { auto: 'Like the system', normal: 'Normal', more: 'High' },
    view: 'View',
    elder: 'Easy view',
    standard: 'Standard',
    elderOn: 'Change to the easy view: large type, large buttons, less at once',
    elderOff: 'Back to the standard view',
    about: 'About this map',
    droppedWords: 'Some conditions in the link were not understood and are ignored: {words}',
  },
  map: {
    title: 'Map',
    schematicHint:
      'The built-in base map is schematic: coast, waters and place names only, no administrative borders. Trust the place itself.',
    sourceBase: 'Coast, lakes and rivers: GSHHG (LGPL)',
    sourceDemo: 'Whatever is marked “Demo” was generated and stands for no real institution or activity.',
    loading: 'Loading the map…',
    noWebgl: 'This browser cannot show the map',
    failed: 'The map could not be loaded',
    listWorks: 'List, search and filters work as usual, and you can choose a place by city, county and township.',
    showMap: 'Map',
    moreMap: 'More map',
    moreList: 'More list',
    tools: 'Map tools',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    sheetHandle: 'Change the height of the list',
    sheetStops: { peek: 'closed', half: 'half open', full: 'open' },
  },
  enrolBy: 'Enrol by {time}',
  distanceFrom: '{distance} from {origin}',
  approximate: 'about',
  copy: { button: 'Copy', done: 'Copied', failed: 'Could not copy; please select it by hand' },
};

/** By path of their file. */
export const modules = import.meta.glob('../{things,modules/*}/messages/en.ts', {
  eager: true,
  import: 'messages',
});
