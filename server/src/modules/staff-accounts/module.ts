import type { Module } from '../../module.ts';

export const staffAccounts: Module = { name: 'staff-accounts' };
