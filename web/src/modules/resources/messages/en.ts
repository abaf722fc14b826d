import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  duration: 'Length',
  minutes: '1 minute | {n} minutes',
  published: 'Published',
  open: 'Open the resource',
  opensIn: 'Opens {host} in a new window',
};
