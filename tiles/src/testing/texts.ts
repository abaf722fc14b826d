import fc from 'fast-check';
import type { TextFields } from '../input/types.ts';

// Few words that share characters, sounds and letters, so that readings of one kind get in the way of another.
const WORDS = [
  '书法',
  '书画',
  '树发',
  '太极拳',
  '太极',
  '国画',
  '国话',
  '剪纸',
  '老年',
  '手机',
  '法',
  '画',
  '安',
  '岸',
];
const NAMES = ['浙江工业大学', '浙江大学', '杭州市图书馆', '老年大学', '书法学院', 'SF 阅读馆', '浙大'];
const TOPICS = ['艺术/书法', '艺术/国画', '健身 太极拳', '手机', '書法', 'Art'];
const LATIN = ['python', 'pyton', 'sf', 'art', 'shufa', 'an', '2025', 'AI'];
const RARE = ['龘', '篆刻', '岸边', '乾隆'];

const word = fc.constantFrom(...WORDS);
const anyWord = fc.oneof(
  { weight: 8, arbitrary: word },
  { weight: 2, arbitrary: fc.constantFrom(...LATIN) },
  { weight: 1, arbitrary: fc.constantFrom(...RARE) },
);
const gap = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.constantFrom(' ', '，', '的') },
);
const phrase = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.tuple(anyWord, gap), { maxLength }).map((parts) => parts.map(([one, after]) => one + after).join(''));
const orNothing = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: fc.constant('') });

/** Texts that have much in common. */
export const textArbitrary: fc.Arbitrary<TextFields> = fc.record({
  title: phrase(4),
  organiser: orNothing(fc.constantFrom(...NAMES)),
  topic: orNothing(fc.constantFrom(...TOPICS)),
  place: orNothing(fc.oneof(fc.constantFrom(...NAMES), phrase(1))),
  description: orNothing(phrase(6)),
});

const SOUNDS = 'shufa,shu fa,shūfǎ,shu法,taijiquan,guohua,laonian,zhejiangdaxue,an,jian zhi,taij,shufataijiquan'.split(
  ',',
);
const INITIALS = 'sf,tjq,gh,lndx,zjdx,zjgydx,sj,zgd'.split(',');
const ALIKE = '书发,国话,树法,太及拳,剪只,老年大血,浙工大,舒发太极'.split(',');
const SLIPS = '书去法,太极极拳,浙江工业大孛,浙江工大业学,老年学大,pythn,shufs,tajiquan,太拳极'.split(',');
const OTHERS =
  '書法,國畫,ＳＦ,我想学国画,杭州书法太极,书法 拖拉机,国画 手机 剪纸 岸,书法 太极拳,浙江大学 书法,龘'.split(',');
const known = fc.constantFrom(...SOUNDS, ...INITIALS, ...ALIKE, ...SLIPS, ...OTHERS);

/** What is asked for: words, pieces, several words, sounds, initials, slips, sentences. */
export const queryArbitrary: fc.Arbitrary<string> = fc.oneof(
  known,
  word,
  fc.array(anyWord, { minLength: 2, maxLength: 4 }).map((words) => words.join(' ')),
  fc.array(word, { minLength: 2, maxLength: 4 }).map((words) => words.join('')),
  fc
    .tuple(phrase(3), fc.nat(4), fc.integer({ min: 1, max: 6 }))
    .map(([text, from, size]) => text.slice(from, from + size)),
);
