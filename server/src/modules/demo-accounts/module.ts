import type { Module } from '../../module.ts';

export const demoAccounts: Module = { name: 'demo-accounts' };
