import type { Module } from '../../module.ts';
import { auditPersonal } from './personal.ts';

export const audit: Module = { name: 'audit', personal: auditPersonal };
