import { computed, ref, type Ref, watch } from 'vue';

export interface Combobox {
  /** How many options there are. */
  count: Ref<number>;
  isOpen: Ref<boolean>;
  /** Escape where nothing is open. */
  clear: () => void;
  /** Delete on an option that can be taken off the list. */
  remove?: (index: number) => void;
}

/** The keys of a combobox with a list, as the ARIA practices have them; an input method keeps its own. */
export function useCombobox({ count, isOpen, clear, remove }: Combobox) {
  /** -1: the focus is in the words. */
  const active = ref(-1);
  const isExpanded = computed(() => isOpen.value && count.value > 0);

  watch(isExpanded, () => (active.value = -1));
  // After one was taken off the list the next is active.
  watch(count, (now) => (active.value = Math.min(active.value, now - 1)));

  function step(by: number): void {
    isOpen.value = true;
    const stops = count.value + 1;
    active.value = ((active.value + 1 + by + stops) % stops) - 1;
  }
  /** Whether the key was for the list. */
  function press({ key, altKey }: KeyboardEvent): boolean {
    const isChoosing = isExpanded.value && active.value >= 0;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (altKey) isOpen.value = key === 'ArrowDown';
      else step(key === 'ArrowDown' ? 1 : -1);
      return true;
    }
    if (isChoosing && (key === 'Home' || key === 'End')) {
      active.value = key === 'Home' ? 0 : count.value - 1;
      return true;
    }
    if (isChoosing && key === 'Delete' && remove) {
      remove(active.value);
      return true;
    }
    if (key !== 'Escape') return false;
    // Also while the options are still on their way: no word is lost to a key meant for a list.
    if (isOpen.value) isOpen.value = false;
    else clear();
    return true;
  }
  function onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) return;
    if (press(event)) event.preventDefault();
  }
  return { active, isExpanded, onKey };
}
