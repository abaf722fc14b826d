import type { Topic } from './index.ts';

/** What is done of a topic in a park or square before breakfast: morning exercise, or what is called otherwise there. */
export interface DawnLesson {
  name: string;
  blurb: string;
}

// Subjects first, then topics; the share of a topic or subject that is exercised so.
const EXERCISE: Readonly<Record<string, number>> = {
  坐式八段锦: 0,
  广场舞: 0.35,
  健身操: 0.3,
  'tai-chi-qigong': 0.2,
};

// Of other topics: [share, name, sentence].
const MEETINGS: Readonly<Record<string, readonly [number, string, string]>> = {
  calligraphy: [0.06, '清水地书', '大笔蘸清水在石板地上写大字，老学员带新来的'],
  singing: [0.06, '公园晨歌', '跟着大家唱几首老歌，开嗓练气，不识谱也行'],
  recitation: [0.1, '诗文晨读', '在树下大声读一首诗，练气息，也练胆量'],
  'spoken-english': [0.06, '英语晨读', '两人一组边走边说，一天一个话题'],
  photography: [0.05, '晨光采风', '趁光线柔和拍花拍景，拍完当场看片'],
  'popular-science': [0.12, '清晨观鸟', '安安静静走一圈，认一认公园里的鸟和它们的叫声'],
  gardening: [0.12, '公园认花', '跟着懂花的人走一圈，认当季的花木，看怎样修剪'],
  'traditional-medicine': [0.05, '晨起保健操', '捶背、揉腹、按穴位，一套动作慢慢做完'],
};

const NEVER = { share: 0, name: '', blurb: '' };

/** What a lesson of a topic would be at dawn, and how likely that is. */
export function dawnOf({ code, blurb }: Topic, subject: string): DawnLesson & { share: number } {
  const exercised = EXERCISE[subject] ?? EXERCISE[code];
  if (exercised !== undefined) return { share: exercised, name: `${subject}晨练`, blurb };
  const meeting = MEETINGS[code];
  return meeting ? { share: meeting[0], name: meeting[1], blurb: meeting[2] } : NEVER;
}
