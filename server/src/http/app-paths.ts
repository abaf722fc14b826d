/** Addresses the app has for itself; those of things, topics and areas are pages of the server. */
const PAGES = [
  'area',
  'embed',
  'saved',
  'reach(/(5|10|15|20|30))?',
  String.raw`supply(/\d{6})?`,
  String.raw`timetable(/\d{4}-\d{2}-\d{2})?`,
];
const APP_PATH = new RegExp(`^(/en)?/(${PAGES.join('|')})$`);

export const isAppPath = (path: string): boolean => APP_PATH.test(path);
