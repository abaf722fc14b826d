import { KINDS, normalise, SEPARATOR } from './normalise.ts';
import { beginsWith } from './readings.ts';
import { copyOf } from './text-pool.ts';
import type { PhraseSource } from './types.ts';

/** Something people search for by name. */
export interface Phrase {
  normalised: string;
  /** As it is shown. */
  text: string;
  source: PhraseSource;
  /** Documents that carry it, roughly: for ranking; 0 when none does any more. */
  frequency: number;
}

/** A phrase as one source writes it. */
interface Label {
  source: PhraseSource;
  text: string;
  docs: number;
}

interface Entry extends Phrase {
  labels: readonly Label[];
}

/** The surest first: of equal phrases the first source stays. */
const SOURCES: readonly PhraseSource[] = ['topic', 'organiser', 'place', 'title'];

/** Topics are judged by an editor, so they lead; then the more frequent; a total order. */
export function byRank(a: Phrase, b: Phrase): number {
  return (
    Number(b.source === 'topic') - Number(a.source === 'topic') ||
    b.frequency - a.frequency ||
    SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source) ||
    (a.normalised < b.normalised ? -1 : 1)
  );
}

/** The phrases of all documents and how many carry each. */
export class PhraseCounts {
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new Set<Entry>();

  has(normalised: string): boolean {
    return (this.#entries.get(normalised)?.frequency ?? 0) > 0;
  }

  /** Documents have the text of a field, or have it no more when `docs` is negative. */
  change(source: PhraseSource, text: string, docs: number): void {
    const labels = source === 'organiser' ? [text] : splitLabels(text);
    for (const label of labels) this.#labelOf(source, label).docs += docs;
  }

  /** So many documents have a title word. */
  setTitleWord(text: string, docs: number): void {
    this.#labelOf('title', text).docs = docs;
  }

  /** Phrases whose rank or look changed since the last call. */
  take(): Phrase[] {
    const changed = [...this.#changed].filter((entry) => recount(entry));
    this.#changed.clear();
    return changed;
  }

  #labelOf(source: PhraseSource, text: string): Label {
    const normalised = normalise(text).trim();
    const entry = this.#entries.get(normalised);
    if (!entry) return this.#addEntry(source, text, normalised);
    this.#changed.add(entry);
    const known = entry.labels.find((one) => one.source === source && one.text === text);
    if (known) return known;
    const label = { source, text: text === normalised ? entry.normalised : copyOf(text), docs: 0 };
    entry.labels = [...entry.labels, label];
    return label;
  }

  #addEntry(source: PhraseSource, text: string, given: string): Label {
    const normalised = copyOf(given);
    const label = { source, text: text === given ? normalised : copyOf(text), docs: 0 };
    const entry = { normalised, text: label.text, source, frequency: 0, labels: [label] };
    this.#entries.set(normalised, entry);
    this.#changed.add(entry);
    return label;
  }
}

/** Shows what most documents of the surest source write; returns whether that changed. */
function recount(entry: Entry): boolean {
  const { text, source, frequency } = entry;
  const living = entry.normalised === '' ? [] : entry.labels.filter(({ docs }) => docs > 0);
  entry.source = SOURCES.find((one) => living.some((label) => label.source === one)) ?? source;
  const own = living.filter((label) => label.source === entry.source);
  own.sort((a, b) => b.docs - a.docs || (a.text < b.text ? -1 : 1));
  entry.text = own[0]?.text ?? text;
  entry.frequency = own.reduce((sum, { docs }) => sum + docs, 0);
  return entry.text !== text || entry.source !== source || entry.frequency !== frequency;
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
