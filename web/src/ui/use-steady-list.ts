import { nextTick, watch, type Ref } from 'vue';

interface Input {
  scroller: () => HTMLElement | null;
  /** Matches what stands for one entry. */
  entries: string;
  isSteady: () => boolean;
}

/** Entries come and go while the one being read keeps its place and the focused one the focus. */
export function useSteadyList(source: Ref<unknown>, { scroller, entries, isSteady }: Input): void {
  watch(source, async () => {
    const list = scroller();
    if (!list || !isSteady()) return;
    const before = Array.from(list.querySelectorAll<HTMLElement>(entries));
    const { top } = list.getBoundingClientRect();
    // At the top what is new shows itself.
    const read = list.scrollTop === 0 ? [] : before.map(toPlaced).filter(({ bottom }) => bottom > top);
    const focused = document.activeElement;
    const position = before.findIndex((entry) => entry === focused);
    await nextTick();
    const kept = read.find(({ entry }) => entry.isConnected);
    if (kept) list.scrollTop += kept.entry.getBoundingClientRect().top - kept.top;
    if (position < 0 || document.activeElement === focused) return;
    const after = list.querySelectorAll<HTMLElement>(entries);
    const next = before[position]!.isConnected ? before[position] : after[Math.min(position, after.length - 1)];
    (next ?? list).focus({ preventScroll: true });
  });
}

function toPlaced(entry: HTMLElement) {
  const { top, bottom } = entry.getBoundingClientRect();
  return { entry, top, bottom };
}
