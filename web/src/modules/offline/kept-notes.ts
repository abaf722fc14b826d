import { onScopeDispose, ref } from 'vue';

/** How many marks on screen say that something is of an earlier time. */
export const keptNotes = ref(0);
/** The map shows tiles of this device. */
export const isMapKept = ref(false);

/** Counts a mark until its scope ends. */
export function noteKept(): void {
  keptNotes.value += 1;
  onScopeDispose(() => (keptNotes.value -= 1));
}
