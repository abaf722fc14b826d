import type { TextFields } from '../input/types.ts';

export type FieldName = keyof TextFields;

/** What a match in a field is worth, times the idf of the word. */
export const FIELD_WEIGHTS: Readonly<Record<FieldName, number>> = {
  // The name of the thing: what people quote.
  title: 3,
  // An editor's judgement of the subject, true even when the title is fanciful.
  topic: 2,
  // Shared by hundreds of documents, so it says whose rather than what.
  organiser: 1.5,
  // Mostly narrows a search that another word leads.
  place: 1.2,
  // Long, so words occur by chance.
  description: 1,
};

/** Added to the field weight when a title begins with the word: a shelf label rather than a mention. */
export const TITLE_START_BONUS = 1;
/** Added when a title, or a part of it between spaces and marks, is the word: a name or alias before what belongs to it. */
export const TITLE_WHOLE_BONUS = 3;
/** Added in proportion to the share of the title that the word covers; whole titles get all of it. */
export const TITLE_SHARE_BONUS = 1;
/** Added, times the idf of all words, when they follow one another in a title as they do in the query. */
export const TITLE_PHRASE_BONUS = 2;
/** Pinyin beside a literal match of the same word: below even a literal match in a description. */
export const SECOND_READING = 0.05;
/** Initials are guesses; each further phrase is worth this share of the one before. */
export const NEXT_PHRASE = 0.5;
/** Homophones: each further character that differs makes a place worth less than any with one fewer. */
export const FURTHER_SOUND = 0.09;
/** In a relaxation, a chance substring counts for less than what people search for by name. */
export const CHANCE_WORD = 0.4;

/**
 * What makes up the order by relevance, as shares of 1. The text may earn all of its share, so that nothing else lifts
 * a mention above a title; the others order what the text cannot tell apart, each weighing more than those after it.
 */
export const RANKING = {
  /** Share of the best text score of the query. */
  text: 1,
  /** People go to what is near: half of it is lost at `halfMetres`. */
  distance: 0.2,
  /** A class that begins soon can still be joined: half is lost after `halfDays`. */
  soonest: 0.1,
  /** A full class is no use. Unknown seats get half: most small schools do not count them. */
  seats: 0.05,
  /** What somebody confirmed lately is likelier true: none is left once it is stale, half with `freshHalfDays` to go. */
  freshness: 0.03,
} as const;

/** About half an hour by bicycle. */
export const halfMetres = 5000;
export const halfDays = 14;
/** About half of what an activity has, which is stale soonest. */
export const freshHalfDays = 60;
