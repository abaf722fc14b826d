import { onScopeDispose } from 'vue';
import { useRouter, type Router } from 'vue-router';

const open: (() => void)[] = [];
let isBack = false;
const LONGEST_MS = 1_000;
/** The browser goes forward again to the step that Back took: what is written meanwhile would be written over an older step. */
let returning: Promise<void> | null = null;

/** Back first closes what lies on top of the page; must be called before the router starts. */
export function closeOnBack(router: Router): void {
  router.options.history.listen((_to, _from, { delta }) => (isBack = delta < 0));
  router.beforeEach(async (to, from) => {
    if (!isBack) await returning;
    const close = isBack ? open[open.length - 1] : undefined;
    isBack = false;
    if (!close) return true;
    close();
    // A step between equal addresses may be taken, see below; any other stays for the next Back.
    if (to.fullPath === from.fullPath) return true;
    returning = nextStep().finally(() => (returning = null));
    return false;
  });
}

/** Until the browser has taken a step, which it does on its own time. */
function nextStep(): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('popstate', () => resolve(), { once: true });
    setTimeout(resolve, LONGEST_MS);
  });
}

/** While this lives, Back calls `close` and stays on the page. */
export function useCloseOnBack(close: () => void): void {
  const router = useRouter();
  const { back } = history.state as { back?: string | null };
  // Without a step of our own to go back to, Back would leave the site.
  const { path, query, hash } = router.currentRoute.value;
  if (!back) void router.push({ path, query, hash, force: true });
  open.push(close);
  onScopeDispose(() => void open.splice(open.indexOf(close), 1));
}
