import type { Lang } from '@zlm/server/contract';
import type { Action } from '@zlm/server/contract/access';
import type { Component } from 'vue';

/** A page of the desk, in the list `desk` of a module's `desk.ts`: who may not do `needs` finds none. */
export interface DeskPart {
  /** One word of the address: `/desk/grants` */
  name: string;
  needs: Action;
  names: Record<Lang, string>;
  /** One sentence on what it is for. */
  hints: Record<Lang, string>;
  icon: Component;
  /** Place among its like, lowest first. */
  rank: number;
  /** Address of the page beside the map that draws the same: a line of its layers, for whom it is. */
  layer?: string;
  /** Given the prop `spot`: what the address says behind `@`. */
  component: () => Promise<{ default: Component }>;
}
