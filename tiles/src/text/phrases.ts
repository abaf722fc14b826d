import { KINDS, normalise, SEPARATOR } from './normalise.ts';
import { beginsWith } from './readings.ts';
import type { PhraseSource } from './types.ts';

/** Something people search for by name. */
export interface Phrase {
  /** As it is shown. */
  text: string;
  normalised: string;
  source: PhraseSource;
  /** Documents that carry it, roughly: for ranking. */
  frequency: number;
  /** Position among all phrases. */
  rank: number;
}

interface PhraseTexts {
  /** Documents by text as it came. */
  topics: ReadonlyMap<string, number>;
  organisers: ReadonlyMap<string, number>;
  places: ReadonlyMap<string, number>;
  titleWords: ReadonlyMap<string, number>;
}

/** Topics are judged by an editor, so they lead; then the more frequent. */
function byRank(a: Phrase, b: Phrase): number {
  return Number(b.source === 'topic') - Number(a.source === 'topic') || b.frequency - a.frequency;
}

/** The phrases in order of rank. Of equal texts the first source in the order below stays. */
export function* listPhrases(texts: PhraseTexts, share: number): Generator<number, Phrase[]> {
  const phrases = new Map<string, Phrase>();
  const add = (text: string, source: PhraseSource, frequency: number) => {
    const normalised = normalise(text).trim();
    const known = phrases.get(normalised);
    if (!known && normalised !== '') phrases.set(normalised, { text, normalised, source, frequency, rank: 0 });
    else if (known?.source === source) known.frequency += frequency;
  };
  for (const [text, docs] of texts.topics) for (const label of splitLabels(text)) add(label, 'topic', docs);
  for (const [text, docs] of texts.organisers) add(text, 'organiser', docs);
  yield share;
  for (const [text, docs] of texts.places) for (const label of splitLabels(text)) add(label, 'place', docs);
  for (const [text, docs] of texts.titleWords) add(text, 'title', docs);
  yield share;
  const ranked = [...phrases.values()].sort(byRank);
  for (const [rank, phrase] of ranked.entries()) phrase.rank = rank;
  return ranked;
}

/** 艺术/书法 is two labels, each also worth finding alone. */
function splitLabels(text: string): string[] {
  const labels: string[] = [];
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && (KINDS[text.charCodeAt(i)] !== SEPARATOR || '()（）-·'.includes(text.charAt(i)))) continue;
    if (i > from) labels.push(text.slice(from, i));
    from = i + 1;
  }
  return labels;
}

/** Whether the first characters of the phrase have readings that begin with these letters. */
export function beginsWithInitials(phrase: Phrase, letters: string): boolean {
  if (letters.length > phrase.normalised.length) return false;
  for (let i = 0; i < letters.length; i++) {
    if (!beginsWith(phrase.normalised.charCodeAt(i), letters.charCodeAt(i))) return false;
  }
  return true;
}
