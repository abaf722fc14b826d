/** What people do when they type; every judged query is of one of these. */
export const KINDS = [
  'words',
  'substrings',
  'institutions',
  'homophones',
  'wrong-characters',
  'pinyin',
  'initials',
  'mixed',
  'traditional',
  'width-and-case',
  'place-and-topic',
  'sentences',
  'english-topics',
  'latin-typos',
  'no-answer',
];
