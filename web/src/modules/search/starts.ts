/** Topics an empty field offers. */
export const START_TOPICS = [
  'calligraphy',
  'tai-chi-qigong',
  'smartphone-use',
  'dance',
  'singing',
  'family-parenting',
  'spoken-english',
  'baking',
] as const;

/** What it offers beside what was searched for before, in its order. */
export const STARTS = [...START_TOPICS, 'near', 'place'] as const;
