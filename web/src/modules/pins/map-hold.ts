import { defineComponent, onScopeDispose, watch } from 'vue';
import { useOverlay } from '../../map/use-overlay.ts';
import { useWriting } from './marks.ts';

/** Whoever may publish begins where they hold the map. */
export default defineComponent({
  setup() {
    const overlay = useOverlay();
    const { mayWrite, begin } = useWriting();
    watch(mayWrite, (may) => (overlay.hold = may ? (lngLat) => begin({ lngLat }) : null), { immediate: true });
    onScopeDispose(() => (overlay.hold = null));
    return () => null;
  },
});
