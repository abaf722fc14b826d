/** Runs at once, then at most once per `ms`; what is asked meanwhile becomes one run at the end. */
export function atMostEvery(ms: number, run: () => void): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;

  function rest(): void {
    timer = undefined;
    if (isAsked) start();
  }
  function start(): void {
    isAsked = false;
    timer = setTimeout(rest, ms);
    run();
  }
  return {
    ask: () => (timer === undefined ? start() : void (isAsked = true)),
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      isAsked = false;
    },
  };
}
