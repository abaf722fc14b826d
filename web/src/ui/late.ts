import type { Lang } from '@zlm/server/contract';
import { defineComponent, h, onScopeDispose, ref, shallowRef, type Component, type Ref, type ShallowRef } from 'vue';
import { load, onReturn } from '../api/late.ts';
import LateFailed from './LateFailed.vue';

type Importer<T> = () => Promise<T>;

/** Something that comes later than the page. */
interface Part<T> {
  value: ShallowRef<T | null>;
  isFailed: Ref<boolean>;
  isLoading: Ref<boolean>;
  /** Settles when it is there or has failed; `isWanted`: a person asked. */
  load: (isWanted?: boolean) => Promise<void>;
  users: number;
}

const parts = new WeakMap<Importer<unknown>, Part<unknown>>();

/** The part an importer gives, asked for once; while somebody uses it and it has failed, it is tried again by itself. */
export function usePart<T>(importer: Importer<T>): Part<T> {
  const part = (parts.get(importer) as Part<T> | undefined) ?? createPart(importer);
  parts.set(importer, part);
  // Who comes later is not shown an old failure.
  if (part.users === 0 && !part.isLoading.value) part.isFailed.value = false;
  part.users++;
  onScopeDispose(() => part.users--);
  void part.load();
  return part;
}

function createPart<T>(importer: Importer<T>): Part<T> {
  const [value, isFailed, isLoading] = [shallowRef<T | null>(null), ref(false), ref(false)];
  let current: Promise<void> | null = null;
  let stop: (() => void) | null = null;

  async function tryIt(isWanted: boolean): Promise<void> {
    isLoading.value = true;
    try {
      value.value = await load(importer, isWanted);
      isFailed.value = false;
      stop?.();
    } catch (error) {
      console.warn('late:', error instanceof Error ? error.message : error);
      isFailed.value = true;
      stop ??= onReturn(() => part.users > 0 && void part.load());
    } finally {
      isLoading.value = false;
      current = null;
    }
  }
  const part: Part<T> = {
    value,
    isFailed,
    isLoading,
    load: (isWanted = false) => (value.value ? Promise.resolve() : (current ??= tryIt(isWanted))),
    users: 0,
  };
  return part;
}

interface Place {
  /** `nothing`: what is seen by nobody, or only beside what says enough. */
  look?: 'panel' | 'dialog' | 'line' | 'nothing';
  names?: Record<Lang, string>;
}

/** A component that is loaded when it is first shown; where it does not come, that is said in its place. */
export function late<T extends Component>(importer: Importer<{ default: T }>, place: Place = {}): T {
  const { look = 'panel', names } = place;
  const component = defineComponent({
    name: 'LateComponent',
    inheritAttrs: false,
    setup(_, { attrs, slots }) {
      const part = usePart(importer);
      return () => {
        if (part.value.value) return h(part.value.value.default, attrs, slots);
        if (!part.isFailed.value || look === 'nothing') return null;
        const { class: className, onClose } = attrs;
        return h(LateFailed, {
          class: className,
          look,
          names: names ? [names] : [],
          busy: part.isLoading.value,
          onAgain: () => void part.load(true),
          ...(onClose ? { onClose, closable: look === 'panel' } : {}),
        });
      };
    },
  });
  return component as unknown as T;
}
