import type { Grant } from '@zlm/server/contract';
import { ROLE_TRAITS } from '@zlm/server/contract/access';
import { useLabels } from '../../things/use-labels.ts';
import { useAccount } from '../account/account.ts';
import { useGrantText } from './text.ts';

const TONES = { proposed: 'warn', future: 'plain', active: 'good', ended: 'plain' } as const;

/** A role that was given, in words. */
export function useGrantWords() {
  const { t, lang, dayAndTime } = useGrantText();
  const account = useAccount();
  const labels = useLabels();

  const isMine = (id: string | null) => id !== null && id === account.me?.account;
  const roleOf = ({ role }: Grant) => ROLE_TRAITS[role].names[lang.value];
  const whoOf = ({ account: id, contact }: Grant) =>
    isMine(id) ? t('authority.me') : (contact ?? t('authority.hidden'));
  const whereOf = ({ institution, division }: Grant) =>
    [institution?.name, division?.name].filter(Boolean).join(' · ') || t('authority.everywhere');
  const topicsOf = ({ topics }: Grant) =>
    topics.length === 0 ? t('authority.allTopics') : labels.list(topics.map((code) => labels.label('topic', code)));
  function spanOf({ from, until }: Grant): string {
    const parts = [
      from && t('authority.from', { time: dayAndTime(from) }),
      until ? t('authority.until', { time: dayAndTime(until) }) : t('authority.forever'),
    ];
    return parts.filter(Boolean).join(' · ');
  }
  const byOf = (id: string | null) =>
    id === null
      ? t('authority.bySystem')
      : isMine(id)
        ? t('authority.me')
        : t('authority.byId', { id: id.slice(0, 8) });
  const toneOf = ({ state }: Grant) => TONES[state];
  return { isMine, roleOf, whoOf, whereOf, topicsOf, spanOf, byOf, toneOf };
}
