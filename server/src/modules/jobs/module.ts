import type { Module } from '../../module.ts';
import { removeDone } from './remove-done.ts';

export const jobs: Module = { name: 'jobs', jobs: [removeDone] };
