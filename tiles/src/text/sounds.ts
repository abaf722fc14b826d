import { HAN, KINDS } from './normalise.ts';
import type { Phrase } from './phrases.ts';
import { readingsOf } from './readings.ts';

/** Longer names are not typed by their sound as a whole. */
export const LONGEST_SOUND = 8;
const STEP = 2000;

/** Phrases of 2 to 8 characters by their usual pinyin without tones: shufa. */
export interface Sounds {
  byPinyin: ReadonlyMap<string, readonly Phrase[]>;
  /** The same spellings by their length. */
  byLength: readonly (readonly string[])[];
  /** Phrases of as many characters that sound like the text, the text itself not among them. */
  alike(text: string): readonly Phrase[];
}

/** Phrases come in order of rank and keep it. */
export function* buildSounds(phrases: readonly Phrase[], share: number): Generator<number, Sounds> {
  const byPinyin = new Map<string, Phrase[]>();
  const byLength: string[][] = [];
  for (const [at, phrase] of phrases.entries()) {
    const pinyin = pinyinOf(phrase.normalised);
    if (pinyin !== null) {
      const known = byPinyin.get(pinyin);
      if (known) known.push(phrase);
      else {
        byPinyin.set(pinyin, [phrase]);
        (byLength[pinyin.length] ??= []).push(pinyin);
      }
    }
    if (at % STEP === STEP - 1) yield share;
  }
  const alike = (text: string): readonly Phrase[] => {
    const found = byPinyin.get(pinyinOf(text) ?? '') ?? [];
    return found.filter(({ normalised }) => normalised.length === text.length && normalised !== text);
  };
  return { byPinyin, byLength, alike };
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
