/** The four places of the app, each below its own address but the map, which is at the root. */
export const TABS = ['map', 'schedule', 'learning', 'me'] as const;
export type Tab = (typeof TABS)[number];
