import type { EnrolmentState } from '@zlm/server/contract/enrolment-states';

const TONES: Partial<Record<EnrolmentState, 'good' | 'warn'>> = { seated: 'good', offered: 'warn' };
export const toneOf = (state: EnrolmentState): 'good' | 'warn' | 'plain' => TONES[state] ?? 'plain';
