import type { PinRow } from '@zlm/server/contract';
import { PIN_STATES } from '@zlm/server/contract/lifecycle';

type State = PinRow['state'];
const TONES: Partial<Record<State, 'good' | 'warn' | 'danger'>> = {
  published: 'good',
  scheduled: 'good',
  changed: 'good',
  returned: 'warn',
  submitted: 'warn',
  cancelled: 'danger',
  withdrawn: 'danger',
};
export const toneOf = (state: State): 'good' | 'warn' | 'danger' | 'plain' => TONES[state] ?? 'plain';

/** What the address says behind `@`: a state to filter by, and a pin that is opened. `returned@12` */
export function parseSpot(spot: string | undefined): { state: State | null; pin: number | null } {
  const [first = '', second = ''] = (spot ?? '').split('@');
  const state = PIN_STATES.find((one) => one.replace('_', '-') === first) ?? null;
  const pin = Number(second);
  return { state, pin: Number.isSafeInteger(pin) && pin > 0 ? pin : null };
}
export function formatSpot(state: State | null, pin: number | null): string | undefined {
  if (pin === null && state === null) return undefined;
  return [state?.replace('_', '-') ?? 'all', ...(pin === null ? [] : [String(pin)])].join('@');
}
