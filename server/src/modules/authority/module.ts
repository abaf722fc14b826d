import type { Module } from '../../module.ts';
import { authorityPersonal } from './personal.ts';

export const authority: Module = { name: 'authority', personal: authorityPersonal };
