/** Marks nobody sees: byte order, zero width, direction, variation, soft hyphen. */
const INVISIBLE = /\p{Cf}|[\u115f\u1160\u3164]|[\ufe00-\ufe0f]|\u034f/gu;

const SAME: readonly (readonly [RegExp, string])[] = [
  [/[\p{Zs}\p{Zl}\p{Zp}\t\r\n\v\f]+/gu, ' '],
  [/[−–—‒﹣˗‑‐]/gu, '-'],
  [/[﹢]/gu, '+'],
  [/[º˚゜⁰ᵒ]|(?<=\d ?)度/gu, '°'],
  // Two single marks are one of seconds.
  [/″|[”“ʺ〃]|''|′′|’’|(?<=\d ?)秒/gu, '"'],
  [/[′’‘ʹ´`]|(?<=\d ?)分(?!钟)/gu, "'"],
  [/(?<=\d)[。·](?=\d)/gu, '.'],
  [/[，、；;|｜]/gu, ','],
  [/[：︰]/gu, ':'],
];

/** One sign for each meaning; what is left is as it was written. */
export function normalise(text: string): string {
  // Signs and letters of full width have their plain ones at a fixed distance.
  const plain = text
    .replace(INVISIBLE, '')
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  return SAME.reduce((read, [from, to]) => read.replace(from, to), plain).trim();
}
