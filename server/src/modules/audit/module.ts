import type { Module } from '../../module.ts';

export const audit: Module = { name: 'audit' };
