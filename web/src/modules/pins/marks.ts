import { computed, onMounted } from 'vue';
import { useQuery } from '../../state/query.ts';
import { useAccount } from '../account/account.ts';
import { start, type Start } from './start.ts';

/** For the buttons of who may write: whether that is so, and the way to the form. */
export function useWriting() {
  const account = useAccount();
  const query = useQuery();
  onMounted(() => account.state === 'unknown' && account.load());
  function begin(from: Start): void {
    start.value = from;
    void query.showPage('pin');
  }
  return { mayWrite: computed(() => account.me?.actions.includes('things.write') ?? false), begin };
}
