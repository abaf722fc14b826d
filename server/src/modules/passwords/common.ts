const RUNS = [
  '0123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];
/** What people begin with, here and everywhere, once signs are read as the letters they stand for. */
const WORDS = [
  ...[
    'password',
    'passwort',
    'passcode',
    'iloveyou',
    'woaini',
    'welcome',
    'letmein',
    'monkey',
    'dragon',
    'football',
    'baseball',
  ],
  ...[
    'sunshine',
    'princess',
    'trustno',
    'superman',
    'master',
    'shadow',
    'admin',
    'administrator',
    'root',
    'test',
    'guest',
    'user',
  ],
  ...[
    'login',
    'abc',
    'asd',
    'qwe',
    'zxc',
    'qaz',
    'wsx',
    'aini',
    'nihao',
    'mima',
    'china',
    'zhongguo',
    'zhejiang',
    'hangzhou',
  ],
  ...[
    'zjlll',
    'zhexue',
    'xuexi',
    'ditu',
    'learning',
    'map',
    'zhejianglearningmap',
    '浙学地图',
    '浙学',
    '学习',
    '密码',
    '我爱你',
  ],
];
const STANDS_FOR: Record<string, string> = { '@': 'a', '0': 'o', '1': 'i', '!': 'i', '3': 'e', $: 's', '5': 's' };

const letters = (text: string) => text.replace(/[@01!3$5]/g, (sign) => STANDS_FOR[sign]!);
const HALF = 0.5;
const FEWEST_SIGNS = 5;

/** Whether somebody who guesses tries it early: repeats, rows of the keyboard or the alphabet, words everybody takes with a number. */
export function isCommon(password: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
  if (new Set(plain).size < FEWEST_SIGNS || isRepeated(plain) || isRow(plain)) return true;
  // What is left beside the words, years and rows must be worth something.
  const rest = [plain, letters(plain)].map(withoutKnown).sort((a, b) => a.length - b.length)[0]!;
  return rest.length < plain.length * HALF && rest.length < FEWEST_SIGNS;
}

/** abcabcabc, 20262026 */
const isRepeated = (text: string) => /^(.{1,6}?)\1+.{0,5}$/.test(text) && text.length >= 4;

/** Most steps from sign to sign go one on, or one back, in the alphabet or on the keyboard. */
function isRow(text: string): boolean {
  const steps = [...text].slice(1).filter((sign, at) => isNext(text[at]!, sign)).length;
  return steps >= (text.length - 1) * 0.75;
}
const isNext = (a: string, b: string) =>
  a === b || RUNS.some((run) => run.includes(a) && run.includes(b) && Math.abs(run.indexOf(a) - run.indexOf(b)) === 1);

function withoutKnown(text: string): string {
  let rest = text;
  for (const word of WORDS.toSorted((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '');
  return rest
    .replace(/(19|20)\d{2}/g, '')
    .replace(/0?123(4(5(6(7(89?0?)?)?)?)?)?|321|666+|888+|520|1314/g, '')
    .replace(/[!@#$%^&*._-]+$/, '');
}

/** Whether it is hardly more than a contact: the number, or the name before the @. */
export function isMadeOf(password: string, contacts: readonly string[]): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  return contacts.some((contact) => {
    const own = contact.split('@')[0]!.toLowerCase();
    return own.length >= 4 && plain.includes(own) && plain.length - own.length < FEWEST_SIGNS;
  });
}
