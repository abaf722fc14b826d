import type { Entry } from './entry.ts';

/** Facts of the place; a wheelchair needs the way in, not the loan of another. */
export const ACCESS_WORDS: readonly Entry[] = [
  {
    words: [
      '无障碍',
      '無障礙',
      '坐轮椅',
      '轮椅',
      '无台阶',
      'wheelchair',
      'wheelchair accessible',
      'step free',
      'step-free',
      'accessible',
    ],
    means: { accessible: 'step_free' },
  },
  { words: ['有电梯', 'lift', 'elevator', 'with a lift'], means: { accessible: 'elevator' } },
  {
    words: ['能停车', '可停车', '好停车', '有停车位', '方便停车', 'parking', 'with parking'],
    means: { accessible: 'parking' },
  },
  { words: ['手语', 'sign language'], means: { accessible: 'sign_language' }, weak: true },
  { words: ['母婴室', '哺乳室', 'nursing room'], means: { accessible: 'nursing_room' } },
];

export const SEAT_WORDS: readonly Entry[] = [
  {
    words: [
      '有名额',
      '还有名额',
      '有余位',
      '有空位',
      '还有位置',
      '没报满',
      '可报名',
      'places left',
      'seats left',
      'with places left',
      'not full',
    ],
    means: { seats: 'few,many' },
  },
];

export const OPEN_WORDS: readonly Entry[] = [
  { words: ['现在开放', '现在开门', '正在开放', '还开着', '开着门', 'open now', 'now open'], means: { open: 'now' } },
];

/** A word for wherever the person is: the device knows, we do not. */
export const NEAR_WORDS: readonly string[] = [
  ...['附近', '附近的', '我附近', '周边', '身边', '旁边', '离我近', '离家近', '家门口', '就近'],
  ...['near me', 'nearby', 'near by', 'around me', 'around here', 'close to me', 'close by', 'near here'],
];
