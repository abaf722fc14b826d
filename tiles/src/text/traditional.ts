import pairs from 'opencc-js/dict/TSCharacters';

/** Simplified form by code unit, 0 for what has none; pairs outside the basic plane are left out. */
const simplified = new Uint16Array(65536);
/** Traditional forms by simplified character. */
const traditional = new Map<number, number[]>();

for (const pair of pairs.split('|')) {
  const [from, to] = pair.split(' ');
  if (from?.length !== 1 || to?.length !== 1) continue;
  const [key, value] = [from.charCodeAt(0), to.charCodeAt(0)];
  simplified[key] = value;
  traditional.set(value, [...(traditional.get(value) ?? []), key]);
}

const NONE: readonly number[] = [];

/** The text with traditional characters as simplified ones, each by itself: as long as before. */
export function toSimplified(text: string): string {
  let changed = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const simple = simplified[text.charCodeAt(at)]!;
    if (simple === 0) continue;
    changed += text.slice(from, at) + String.fromCharCode(simple);
    from = at + 1;
  }
  return from === 0 ? text : changed + text.slice(from);
}

/** Traditional characters written as this one, which may be read otherwise: 乾 qian for 干. */
export function traditionalOf(char: number): readonly number[] {
  return traditional.get(char) ?? NONE;
}
