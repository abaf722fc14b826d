import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  open: 'Open the resource',
  opensIn: 'Opens {host} in a new window',
};
