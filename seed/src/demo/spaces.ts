/** What a room or ground is good for. */
export type Space =
  | 'classroom'
  | 'computers'
  | 'hall'
  | 'studio'
  | 'music'
  | 'kitchen'
  | 'workshop'
  | 'machines'
  | 'reading'
  | 'gym'
  | 'pool'
  | 'ground'
  | 'field';

export const spaces = (words: string): Space[] => words.split(' ') as Space[];

/** How a description calls a room that a topic cannot do without. */
export const ROOM_NAMES: Partial<Record<Space, string>> = {
  computers: '机房',
  music: '音乐教室',
  kitchen: '操作间',
  machines: '实训车间',
  gym: '球馆',
  pool: '泳池',
};
