import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  minutes: 'one minute | {n} minutes',
  open: 'Open the resource',
  opensIn: 'New window: {host}',
};
