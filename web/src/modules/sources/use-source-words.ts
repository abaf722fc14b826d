import type { SourceRow, SourceRun } from '@zlm/server/contract';
import { useSourceText } from './text.ts';

type Tone = 'plain' | 'good' | 'warn' | 'danger';
const TONES: Record<SourceRow['health'], Tone> = {
  halted: 'danger',
  failing: 'danger',
  late: 'warn',
  flawed: 'warn',
  well: 'good',
  idle: 'plain',
};
export const toneOfHealth = (health: SourceRow['health']): Tone => TONES[health];
const EVERY: Readonly<Record<number, 'minute' | 'quarter' | 'hour' | 'sixHours' | 'day'>> = {
  1: 'minute',
  15: 'quarter',
  60: 'hour',
  360: 'sixHours',
  1440: 'day',
};
const MINUTE = 60;
const HOUR = 3600;

/** What sources and their runs are told in. */
export function useSourceWords() {
  const { t, tn, number, dayAndTime } = useSourceText();
  function sayLag({ state, lagSeconds: seconds }: Pick<SourceRow, 'state' | 'lagSeconds'>): string {
    if (state !== 'active') return t(`sources.states.${state}`);
    if (seconds === null) return t('sources.lagNever');
    if (seconds < MINUTE) return t('sources.lagNow');
    if (seconds < HOUR) return tn('sources.lagMinutes', Math.floor(seconds / MINUTE));
    return tn('sources.lagHours', Math.floor(seconds / HOUR));
  }
  /** Only what there is. */
  function sayCounts({ counts }: Pick<SourceRow, 'counts'>): string {
    const said = [
      t('sources.publicCount', { n: number(counts.public) }),
      ...(counts.waiting > 0 ? [t('sources.waitingCount', { n: number(counts.waiting) })] : []),
      ...(counts.rejected > 0 ? [t('sources.rejectedCount', { n: number(counts.rejected) })] : []),
      ...(counts.conflicts > 0 ? [t('sources.conflictsCount', { n: number(counts.conflicts) })] : []),
      ...(counts.deadLinks > 0 ? [t('sources.deadCount', { n: number(counts.deadLinks) })] : []),
    ];
    return said.join(' · ');
  }
  function sayRun({ startedAt, read, counts, failure }: SourceRun): string {
    const when = dayAndTime(startedAt);
    if (failure) return t('sources.runFailed', { when, why: t(`sources.failures.${failure}`) });
    const said = Object.fromEntries(Object.entries(counts).map(([verdict, n]) => [verdict, number(n)]));
    return t('sources.runLine', { when, read: number(read), ...said });
  }
  const sayEvery = (minutes: number): string => t(`sources.form.everies.${EVERY[minutes] ?? 'day'}`);
  return { sayLag, sayCounts, sayEvery, sayRun };
}
