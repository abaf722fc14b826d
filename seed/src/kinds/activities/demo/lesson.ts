import type { Dice } from '../../../demo/dice.ts';
import type { Institution } from '../../../demo/institution.ts';
import { isForPupils } from '../../../demo/school-time.ts';
import type { ChooseTopic } from '../../../demo/topic-choice.ts';
import { dawnOf, type DawnLesson } from '../../../demo/topics/dawn.ts';
import { audiencesOf, factsOf, formatsOf, type Facts, type Part } from '../../../demo/topics/facts.ts';
import type { Topic } from '../../../demo/topics/index.ts';
import { unique } from '../../../demo/unique.ts';
import { rollParts } from './parts.ts';

export type Mode = 'offline' | 'online' | 'mixed';

/** What is taught, to whom and how, before it has a time and a place. */
export interface Lesson {
  topic: Topic;
  subject: string;
  mode: Mode;
  /** What it is called before breakfast; null at other times. */
  dawn: DawnLesson | null;
  audiences: string[];
  format: string;
  facts: Facts;
  /** Parts of the week to try, in this order. */
  parts: readonly Part[];
}

const MODES = ['offline', 'online', 'mixed'] as const;
const MODE_WEIGHTS = [945, 20, 35] as const;

export function rollLesson(dice: Dice, chooseTopic: ChooseTopic, { teaches, town }: Institution): Lesson {
  const topic = chooseTopic(dice, teaches, town);
  const subject = dice.pick(topic.subjects);
  const mode = MODES[dice.weighted(MODE_WEIGHTS)]!;
  const atDawn = dawnOf(topic, subject);
  const isDawn = dice.chance(atDawn.share) && mode === 'offline';
  const audiences = isDawn ? ['seniors', 'residents'] : rollAudiences(dice, audiencesOf(subject, topic.audiences));
  const format = isDawn ? 'course-series' : rollFormat(dice, mode, formatsOf(subject, topic.formats));
  const facts = factsOf({ topic: topic.code, subject, format, isDawn });
  const parts = isDawn ? facts.parts : rollParts(dice, facts.parts, audiences);
  return { topic, subject, mode, dawn: isDawn ? atDawn : null, audiences, format, facts, parts };
}

// Who comes along with children.
const COMPANIONS: ReadonlySet<string> = new Set(['parents', 'residents', 'preschool', 'teenagers']);

/** The first audience of a topic is its likeliest; one in five activities is for just anybody near. */
function rollAudiences(dice: Dice, audiences: readonly string[]): string[] {
  const main = dice.chance(0.5) ? audiences[0]! : dice.pick(audiences);
  const second = dice.chance(0.2) ? 'residents' : dice.pick(audiences);
  const both = unique([main, second]);
  const isSuited = !isForPupils(both) || both.every((audience) => COMPANIONS.has(audience));
  return dice.chance(0.55) && isSuited ? both : [main];
}

function rollFormat(dice: Dice, mode: Mode, formats: readonly string[]): string {
  const format = dice.chance(0.5) ? formats[0]! : dice.pick(formats);
  return mode === 'online' ? 'livestream' : mode === 'mixed' ? 'blended' : format;
}
