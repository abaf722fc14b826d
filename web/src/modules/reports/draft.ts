import type { Call, Endpoints, Kind } from '@zlm/server/contract';
import { reactive } from 'vue';

export type NewReport = Call<Endpoints['reportMistake']>['body'];
export type Reason = NewReport['reason'];
export type FieldName = 'reason' | 'text' | 'contact';

export const REASONS = [
  'closed',
  'moved',
  'wrong_time',
  'wrong_price',
  'wrong_contact',
  'offensive',
  'other',
] as const satisfies readonly Reason[];
export const MOST = { text: 1000, contact: 100 } as const;

export interface Draft {
  reason: Reason | '';
  text: string;
  contact: string;
  /** What was last sent and under which key: the same again is the same report. */
  sent: { content: string; key: string };
}
export type Flaw = 'needReason' | 'needText' | 'tooLong';

/** What somebody wrote outlives the dialog until it is sent, for as long as the page. */
const drafts = new Map<string, Draft>();

export function draftOf(kind: Kind, id: number): Draft {
  const key = `${kind} ${id}`;
  const draft =
    drafts.get(key) ?? reactive<Draft>({ reason: '', text: '', contact: '', sent: { content: '', key: '' } });
  drafts.set(key, draft);
  return draft;
}

export function dropDraft(kind: Kind, id: number): void {
  drafts.delete(`${kind} ${id}`);
}

/** Characters as a person counts them. */
export const lengthOf = (text: string): number => [...text.trim()].length;

/** What keeps a draft from being sent, by field. */
export function findFlaws({ reason, text, contact }: Omit<Draft, 'sent'>): Partial<Record<FieldName, Flaw>> {
  return {
    ...(reason === '' ? { reason: 'needReason' as const } : {}),
    ...(reason === 'other' && text.trim() === '' ? { text: 'needText' as const } : {}),
    ...(lengthOf(text) > MOST.text ? { text: 'tooLong' as const } : {}),
    ...(lengthOf(contact) > MOST.contact ? { contact: 'tooLong' as const } : {}),
  };
}
