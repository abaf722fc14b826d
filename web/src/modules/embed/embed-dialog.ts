import { ref } from 'vue';

/** Asked for in the menu, shown when that has closed. */
export const isEmbedOpen = ref(false);
