/** Runs steps to their end. */
export function runSteps<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const RUN = 4096;

/** Sorts in place, in steps of about a millisecond; stable. */
export function* sortSteps<T>(list: T[], compare: (a: T, b: T) => number): Generator<void, T[]> {
  for (let from = 0; from < list.length; from += RUN) {
    const run = list.slice(from, from + RUN).sort(compare);
    for (let at = 0; at < run.length; at++) list[from + at] = run[at]!;
    yield;
  }
  for (let width = RUN; width < list.length; width *= 2) {
    for (let from = 0; from + width < list.length; from += 2 * width) {
      yield* mergeSteps(list, from, from + width, Math.min(list.length, from + 2 * width), compare);
    }
  }
  return list;
}

function* mergeSteps<T>(
  list: T[],
  from: number,
  middle: number,
  end: number,
  compare: (a: T, b: T) => number,
): Generator<void, void> {
  const left = list.slice(from, middle);
  for (let a = 0, b = middle, to = from; a < left.length; to++) {
    list[to] = b < end && compare(list[b]!, left[a]!) < 0 ? list[b++]! : left[a++]!;
    if (to % (2 * RUN) === 0) yield;
  }
}
