import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  services: 'What can be done here',
  parents: 'Points above it',
  institution: 'At',
};
