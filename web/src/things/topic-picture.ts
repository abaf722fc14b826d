import type { Card } from '@zlm/server/contract';
import { ORGANISER } from '@zlm/server/contract/kinds';

/** Leaves with a drawing of their own; the others have that of their broad topic. */
export const OWN_DRAWINGS: readonly string[] = [
  'calligraphy',
  'chinese-painting',
  'singing',
  'instruments',
  'dance',
  'local-opera',
  'photography',
  'recitation',
  'handicrafts',
  'tai-chi-qigong',
  'first-aid',
  'tea-coffee',
  'baking',
  'cooking-catering',
];
/** Colours of the pictures, `--hue-0` and on. */
export const HUES = 8;

/** Where a topic stands among all: its broad topic, null for itself, and its number. */
interface TopicPlace {
  parent: string | null;
  index: number;
}
interface Picture {
  /** Name of a drawing in topic-pictures.svg. */
  drawing: string;
  hue: number;
}

/** The picture of a thing by its first topic; null until the topics are known. Who offers many, and what has none, is told by its kind. */
export function pictureOf(
  { kind, topics }: Pick<Card, 'kind' | 'topics'>,
  placeOf: (topic: string) => TopicPlace | null,
): Picture | null {
  const topic = topics[0];
  if (topic === undefined) return { drawing: kind, hue: 0 };
  const place = placeOf(topic);
  if (place === null) return null;
  const ofTopic = OWN_DRAWINGS.includes(topic) ? topic : (place.parent ?? topic);
  // Topics stand beside their like, so that neighbours differ.
  return { drawing: kind === ORGANISER ? kind : ofTopic, hue: place.index % HUES };
}
