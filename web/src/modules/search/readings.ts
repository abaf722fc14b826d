/** Readings of q that differ from what was written; `relaxed` is told by the words left out. */
const READINGS = ['short', 'pinyin', 'initials', 'homophone', 'typo'] as const;
type Reading = (typeof READINGS)[number];

export function isReading(via: string | null | undefined): via is Reading {
  return READINGS.includes(via as Reading);
}
