import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  read: 'Read aloud',
  pause: 'Pause reading',
  resume: 'Go on reading',
  stop: 'Stop reading',
};
