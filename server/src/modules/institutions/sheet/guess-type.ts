/** Words in a name that tell its type, the telling ones first. */
const WORDS: [RegExp, string][] = [
  [/老年(大学|学校|电视大学|开放大学)/, 'senior-university'],
  [/^浙江(开放大学|广播电视大学)$/, 'provincial-open-university'],
  [/(乡|镇|街道).*(学校|成校|学院)|成人(文化技术)?学校|社区学校/, 'township-school'],
  [/社区学院|[县区](开放大学|广播电视大学|电大)/, 'county-open-university'],
  [/开放大学|广播电视大学|电大/, 'city-open-university'],
  [/学习点|学习中心|居委会|村委会|社区$|村$/, 'village-point'],
  [/文化礼堂/, 'culture-hall'],
  [/图书馆|书房|书屋/, 'library'],
  [/文化(馆|站|中心)/, 'cultural-centre'],
  [/博物馆|科技馆|纪念馆|美术馆|展览馆/, 'museum'],
  [/青少年|少年宫|妇女|儿童|妇联/, 'youth-women-centre'],
  [/职业|技工|技师|职高|中专|高等专科/, 'vocational-college'],
  [/大学|学院|继续教育/, 'continuing-education-college'],
];

/** A type by the name; a training provider where the name does not tell. */
export function guessType(name: string): string {
  return WORDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'training-provider';
}
