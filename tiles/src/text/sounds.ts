import { HAN, KINDS } from './normalise.ts';
import type { Phrase } from './phrases.ts';
import { readingsOf } from './readings.ts';

/** Longer names are not typed by their sound as a whole. */
export const LONGEST_SOUND = 8;

/** Phrases of 2 to 8 characters by their usual pinyin without tones: shufa. Those that are gone stay. */
export class Sounds {
  readonly #byPinyin = new Map<string, Phrase[]>();
  /** Spellings by their length. */
  readonly #byLength: string[][] = [];

  add(phrase: Phrase): void {
    const pinyin = pinyinOf(phrase.normalised);
    if (pinyin === null) return;
    const known = this.#byPinyin.get(pinyin);
    if (known) known.push(phrase);
    else {
      this.#byPinyin.set(pinyin, [phrase]);
      (this.#byLength[pinyin.length] ??= []).push(pinyin);
    }
  }

  /** Phrases of as many characters that sound like the text, the text itself not among them; in no order. */
  alike(text: string): Phrase[] {
    const found = this.#byPinyin.get(pinyinOf(text) ?? '') ?? [];
    return found.filter(({ normalised }) => normalised.length === text.length && normalised !== text);
  }

  /** Phrases with a pinyin of this length that passes; in no order. */
  spelt(length: number, test: (pinyin: string) => boolean): Phrase[] {
    return (this.#byLength[length] ?? []).filter(test).flatMap((pinyin) => this.#byPinyin.get(pinyin)!);
  }
}

/** Null when a character has no reading or the text is too short or long. */
function pinyinOf(text: string): string | null {
  if (text.length < 2 || text.length > LONGEST_SOUND) return null;
  let pinyin = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const usual = KINDS[unit] === HAN ? readingsOf(unit)[0] : undefined;
    if (usual === undefined) return null;
    pinyin += usual;
  }
  return pinyin;
}
