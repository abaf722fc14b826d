import type { Module } from '../../module.ts';

export const authority: Module = { name: 'authority' };
