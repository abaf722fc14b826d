import type { Kind, NamedThing } from '@zlm/server/contract';
import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { useThingText } from '../../things/text.ts';
import { useDivisions } from '../divisions/divisions.ts';
import { usePinText } from './text.ts';

/** Things whose ids stand in forms, as far as they were read. */
export const useThingNames = defineStore('thing-names', () => {
  const { t } = usePinText();
  const { kindName } = useThingText();
  const divisions = useDivisions();
  const known = shallowReactive(new Map<string, NamedThing>());
  const note = (thing: NamedThing) => void known.set(`${thing.kind} ${thing.id}`, thing);
  const nameOf = (kind: Kind, id: number) => known.get(`${kind} ${id}`)?.title ?? t('pins.thing', { id });
  /** What it is, and the county it is in. */
  function aboutOf(kind: Kind, id: number): string {
    const division = known.get(`${kind} ${id}`)?.division;
    return [kindName(kind), division && divisions.nameOf(division.slice(0, 6))].filter(Boolean).join(' · ');
  }
  return { note, nameOf, aboutOf };
});
