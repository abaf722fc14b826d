import type { ImportState, RowOutcome, RowVerdict } from '@zlm/server/contract/import-states';

type Tone = 'plain' | 'good' | 'warn' | 'danger';
const STATES: Partial<Record<ImportState, Tone>> = { checked: 'warn', broken: 'danger', done: 'good' };
const VERDICTS: Record<RowVerdict, Tone> = { new: 'good', changed: 'warn', same: 'plain', rejected: 'danger' };
const OUTCOMES: Partial<Record<RowOutcome, Tone>> = {
  waiting: 'warn',
  returned: 'warn',
  public: 'good',
  refused: 'danger',
  left: 'warn',
};
export const toneOfState = (state: ImportState): Tone => STATES[state] ?? 'plain';
export const toneOfVerdict = (verdict: RowVerdict): Tone => VERDICTS[verdict];
export const toneOfOutcome = (outcome: RowOutcome): Tone => OUTCOMES[outcome] ?? 'plain';
