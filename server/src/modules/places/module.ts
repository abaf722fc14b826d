import type { Module } from '../../module.ts';
import { placePin } from './pin.ts';

export const places: Module = { name: 'places', pin: placePin };
