import { pinyin } from 'pinyin-pro';

// Readings a general dictionary gets wrong in Zhejiang place names.
const LOCAL_READINGS: Record<string, string[]> = {
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

const SUFFIXES: [RegExp, string][] = [
  [/畲族自治县$/, 'She Autonomous County'],
  [/畲族镇$/, 'She Ethnic Town'],
  [/畲族乡$/, 'She Ethnic Township'],
  [/街道$/, 'Subdistrict'],
  [/镇$/, 'Town'],
  [/乡$/, 'Township'],
  [/区$/, 'District'],
  [/县$/, 'County'],
  [/市$/, 'City'],
  [/省$/, 'Province'],
];

/** English name of a division: 瑞安市 gives "Rui'an City". Throws for a name without a known suffix. */
export function romaniseDivision(name: string): string {
  const suffix = SUFFIXES.find(([pattern]) => pattern.test(name));
  if (!suffix) throw new Error(`no division suffix in ${name}`);
  return `${joinSyllables(readSyllables(name.replace(suffix[0], '')))} ${suffix[1]}`;
}

function readSyllables(stem: string): string[] {
  const local = LOCAL_READINGS[stem];
  if (local) return local;
  const syllables = pinyin(stem, { toneType: 'none', type: 'array' });
  // 都 in a place name is always du (三都, 廿八都), never the adverb dou.
  return syllables.map((syllable, i) => (stem[i] === '都' ? 'du' : syllable));
}

function joinSyllables(syllables: string[]): string {
  const joined = syllables.reduce((word, next) => word + (word && /^[aeo]/.test(next) ? "'" : '') + next, '');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}
