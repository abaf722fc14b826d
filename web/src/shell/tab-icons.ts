import { CalendarDays, GraduationCap, Map, UserRound } from '@lucide/vue';
import type { Component } from 'vue';
import type { Tab } from '../state/tabs.ts';

export const TAB_ICONS: Record<Tab, Component> = {
  map: Map,
  schedule: CalendarDays,
  learning: GraduationCap,
  me: UserRound,
};
