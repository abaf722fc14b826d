import { pinyin } from 'pinyin-pro';

/** Readings that a general dictionary gets wrong in names of Zhejiang. */
const LOCAL: Readonly<Record<string, readonly string[]>> = {
  乐清: ['yue', 'qing'],
  乐成: ['yue', 'cheng'],
  莲都: ['lian', 'du'],
  於潜: ['yu', 'qian'],
  朝晖: ['zhao', 'hui'],
  江厦: ['jiang', 'xia'],
  崧厦: ['song', 'xia'],
  牟山: ['mou', 'shan'],
  剡湖: ['shan', 'hu'],
  东栅: ['dong', 'zha'],
  莘塍: ['xin', 'cheng'],
  莘畈: ['xin', 'fan'],
};
const LOCAL_NAMES = Object.keys(LOCAL);
/** In a name always du, never the adverb dou. */
const DU = '都';

/** How a name is read: one syllable without tone for each of its characters, what is no Chinese as it is. */
export function syllablesOf(name: string): string[] {
  const chars = [...name];
  const read = pinyin(name, { toneType: 'none', type: 'array' });
  // Characters beyond the plane are no names of places.
  if (read.length !== chars.length) return chars;
  const syllables = read.map((syllable, at) => (chars[at] === DU ? 'du' : syllable));
  for (const local of LOCAL_NAMES) {
    const at = name.indexOf(local);
    if (at >= 0) syllables.splice(at, 2, ...LOCAL[local]!);
  }
  return syllables;
}
