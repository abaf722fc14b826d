import { defineComponent, h, ref, watch } from 'vue';
import { useQuery } from '../../state/query.ts';
import { ACCOUNT_MARK, readStored } from '../../state/stored.ts';
import { late } from '../../ui/late.ts';

const PinMarks = late(() => import('./PinMarks.vue'), { look: 'nothing' });

/** As `door.ts`; whoever may not publish misses nothing, and a guest loads nothing. */
export default defineComponent({
  inheritAttrs: false,
  setup(_, { attrs }) {
    const query = useQuery();
    const hasAccount = ref(false);
    // Who signs in does so on another page and comes back.
    watch(
      () => query.page,
      () => (hasAccount.value ||= readStored(ACCOUNT_MARK) !== null),
      { immediate: true },
    );
    return () => (hasAccount.value ? h(PinMarks, attrs) : null);
  },
});
