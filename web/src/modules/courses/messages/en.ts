import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  levels: { academic: 'Academic course', skills: 'Skills course' },
  others: 'One more offering | {n} more offerings',
  elsewhere: 'One more offering below | {n} more offerings below',
  by: 'Offered by',
  none: 'It is not offered at present.',
  period: '{from} to {to}',
  starts: 'Starts {from}',
  anyTime: 'At any time',
};
