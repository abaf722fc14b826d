/** A Chinese character, or a word of letters and digits. */
export interface Token {
  /** Folded. */
  text: string;
  /** Where it stands in the text, in UTF-16 units. */
  from: number;
  to: number;
  isHan: boolean;
  /** Something that is no word stands before it. */
  isApart: boolean;
}

const han = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]$/u;
/** A picture is a word of its own. */
const picture = /^(?=[^\0-\u2000])\p{Emoji}$/u;
/** Signs that belong to the short word before them: C++, C#, A+. */
const signed = /(?<![a-z0-9])(?![a-z]{2,}\+\p{Script=Han})[a-z][a-z0-9]{0,3}([+#]{1,2})(?![a-z0-9+#])/dgu;
const wordly = /^[\p{L}\p{N}\p{M}]$/u;

/** Small letters, half width, without tones; as long as it was, so that places in it stay true. */
export function fold(text: string): string {
  let folded = '';
  for (const char of text) folded += foldChar(char);
  return folded;
}

function foldChar(char: string): string {
  // Most of what is typed: plain letters, and characters that have no other form.
  if (char < '\u0080') return char.toLowerCase();
  if (char >= '\u4e00' && char <= '\u9fff') return char;
  const plain = char.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();
  // Two for one of two units would leave half a character: 🄀 as 0 and a stop.
  return plain.length === char.length && [...plain].length === 1 ? plain : char;
}

export function toTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let isApart = true;
  let isOpen = false;
  const folded = fold(text);
  const signs = listSigns(folded);
  for (const char of folded) {
    const from = at;
    at += char.length;
    if (han.test(char) || picture.test(char)) {
      tokens.push({ text: char, from, to: at, isHan: true, isApart });
      [isApart, isOpen] = [false, false];
    } else if (!wordly.test(char) && !signs.has(from)) [isApart, isOpen] = [true, false];
    else if (isOpen) {
      const last = tokens.at(-1)!;
      last.text += char;
      last.to = at;
    } else {
      tokens.push({ text: char, from, to: at, isHan: false, isApart });
      [isApart, isOpen] = [false, true];
    }
  }
  return tokens;
}

/** Where signs stand that belong to a word. */
function listSigns(folded: string): Set<number> {
  const places = new Set<number>();
  if (!/[+#]/.test(folded)) return places;
  for (const { indices } of folded.matchAll(signed))
    for (let at = indices![1]![0]; at < indices![1]![1]; at++) places.add(at);
  return places;
}

/** What words of a list are looked up by: 太极, tai chi; null where Chinese is torn by something between. */
export function keyOf(tokens: readonly Token[]): string | null {
  let key = '';
  for (const [i, token] of tokens.entries()) {
    const isTorn = i > 0 && token.isApart;
    if (isTorn && (token.isHan || tokens[i - 1]!.isHan)) return null;
    key += isTorn ? ` ${token.text}` : token.text;
  }
  return key;
}
