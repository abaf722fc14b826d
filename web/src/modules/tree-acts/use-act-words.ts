import type { DoneTreeAct, TreeAct } from '@zlm/server/contract';
import { useLabels } from '../../things/use-labels.ts';
import { useAccount } from '../account/account.ts';
import { useActText } from './text.ts';

export type Names = ReadonlyMap<number, string>;

const TONES = { planned: 'warn', done: 'good', undone: 'plain' } as const;

/** Acts on the tree and who did them, in words. */
export function useActWords() {
  const { t, dayAndTime } = useActText();
  const account = useAccount();
  const labels = useLabels();

  const nameOf = (names: Names, id: number) => names.get(id) ?? t('tree-acts.number', { id });
  const orTop = (names: Names, id: number | null) => (id === null ? t('tree-acts.top') : nameOf(names, id));
  const anyOf = (names: Names, one: number | { name: string }) =>
    typeof one === 'number' ? nameOf(names, one) : one.name;

  function partsOf(act: TreeAct, names: Names): { name: string; to: string } {
    switch (act.kind) {
      case 'rename':
        return { name: nameOf(names, act.institution), to: act.name };
      case 'move':
        return { name: nameOf(names, act.institution), to: orTop(names, act.parent) };
      case 'open':
        return { name: act.opens.name, to: orTop(names, act.opens.parent) };
      case 'close':
        return { name: nameOf(names, act.institution), to: '' };
      case 'merge':
        return { name: labels.list(act.institutions.map((id) => nameOf(names, id))), to: anyOf(names, act.into) };
      case 'split':
        return {
          name: nameOf(names, act.institution),
          to: labels.list(act.into.map((one) => anyOf(names, one))),
        };
    }
  }
  const say = (act: TreeAct, names: Names) => t(`tree-acts.said.${act.kind}`, partsOf(act, names));
  const whoOf = (id: string) =>
    id === account.me?.account ? t('tree-acts.me') : t('tree-acts.holder', { id: id.slice(0, 8) });
  const byOf = ({ by, at }: DoneTreeAct) => t('tree-acts.by', { who: whoOf(by), time: dayAndTime(at) });
  const toneOf = ({ state }: DoneTreeAct) => TONES[state];
  return { nameOf, say, whoOf, byOf, toneOf };
}
