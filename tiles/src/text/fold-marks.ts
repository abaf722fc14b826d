/** Letters that are one although they look like two. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  '\u266f': '#',
};
const anyMarked = /[\u00df-\u024f\u1e00-\u1eff\u266f]|\p{Mn}/u;
const marks = /(?<=\p{Script=Latin}\p{M}*)\p{Mn}/gu;
const umlaut = /u(?:\p{M}*)\u{308}\p{M}*/gu;
const others = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/** Letters without the marks on them, however many: señor, łódź, straße. Small letters in; ü stays, as pinyin has it. */
export function foldMarks(text: string): string {
  if (!anyMarked.test(text)) return text;
  const bare = text.normalize('NFD').replaceAll(umlaut, '\ue000').replace(marks, '').normalize('NFC');
  return bare.replaceAll('\ue000', 'ü').replace(others, (letter) => PLAIN[letter]!);
}
