import { ENDINGS } from './names.ts';

const SHORTEST = 4;
const LONGEST = 16;
/** Characters of the name of a division without its end: 台州, 古荡, 平水, 大慈岩. */
const HEADS = [2, 3, 4];
/** What people leave out after the name of a division, and after one within it. */
const ENDS = ['市', '区', '县', '镇', '街道', '乡', '省', '畲族自治县'];
const INNER_ENDS = ['社区', '村'];

/** Names of institutions that leave ends of divisions out: 台州老年大学 for 台州市老年大学, in groups, the likeliest first. */
export function* listElided(word: string): Generator<string[]> {
  if (word.length < SHORTEST || word.length > LONGEST || !ENDINGS.has(word.charCodeAt(word.length - 1))) return;
  const put = (text: string, at: number, end: string) => text.slice(0, at) + end + text.slice(at);
  const heads = HEADS.filter((at) => at < word.length - 1);
  yield heads.flatMap((at) => ENDS.map((end) => put(word, at, end)));
  yield heads.flatMap((at) =>
    HEADS.filter((more) => at + more < word.length - 1).flatMap((more) =>
      INNER_ENDS.flatMap((inner) => ENDS.map((end) => put(put(word, at + more, inner), at, end))),
    ),
  );
}
