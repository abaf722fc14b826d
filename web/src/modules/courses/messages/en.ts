import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  levels: { academic: 'Academic course', skills: 'Skills course' },
  offerings: 'Offering | Offerings ({n})',
  none: 'It is not offered at present.',
  period: '{from} to {to}',
  starts: 'Starts {from}',
  anyTime: 'At any time',
};
