import type { StaffAccount } from '@zlm/server/contract';

export const STATES = ['active', 'suspended', 'erasing', 'erased', 'merged'] as const satisfies StaffAccount['state'][];

export const toneOf = (state: StaffAccount['state']): 'danger' | 'plain' =>
  state === 'suspended' ? 'danger' : 'plain';
