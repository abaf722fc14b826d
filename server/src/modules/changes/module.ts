import type { Module } from '../../module.ts';
import { changeEvents } from './routes.ts';

export const changes: Module = { name: 'changes', serve: ({ announcer }) => ({ events: [changeEvents(announcer)] }) };
