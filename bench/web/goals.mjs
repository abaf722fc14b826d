const ms = (value) => `${Math.round(value)} ms`;
const kilobytes = (value) => `${(value / 1024).toFixed(1)} KB`;

const page = (key, name) => [
  { key, of: 'paint', text: `${name}: first contentful paint`, most: 1_800, show: ms },
  { key, of: 'list', text: `${name}: list usable`, most: 2_500, show: ms },
  { key, of: 'shift', text: `${name}: layout shift`, most: 0.05, show: (value) => value.toFixed(3) },
  { key, of: 'script', text: `${name}: script before the list, gzip`, most: 120 * 1024, show: kilobytes },
];

/**
 * What the app must hold; `key`: the part that measures it, `of`: its figure. Without `most` and `least` it is told alone.
 * @type {{ key: string, of: string, text: string, most?: number, least?: number, show: (value: number) => string }[]}
 */
export const GOALS = [
  ...page('app', 'app'),
  ...page('find', '/find'),
  { key: 'interaction', of: 'worst', text: 'interaction to next paint, worst of a journey', most: 200, show: ms },
  {
    key: 'memory',
    of: 'growth',
    text: 'heap after 200 cycles of pan and open, against after 50',
    most: 1.1,
    show: (value) => `${value.toFixed(3)}×`,
  },
  { key: 'panning', of: 'longest', text: 'longest stretch of own code while panning', most: 50, show: ms },
  ...['performance', 'accessibility', 'best-practices', 'seo'].flatMap((group) =>
    ['app', 'find'].map((name) => ({
      key: `lighthouse ${name}`,
      of: group,
      text: `Lighthouse ${group}, ${name === 'app' ? 'app without WebGL' : '/find'}`,
      least: 95,
      show: (value) => value.toFixed(0),
    })),
  ),
  {
    key: 'lighthouse map',
    of: 'performance',
    text: 'Lighthouse performance, app with the map painted by the CPU',
    show: (value) => value.toFixed(0),
  },
];

/** `met` is null where nothing was measured, undefined where there is no goal. */
export function judge(results) {
  return GOALS.map((goal) => {
    const value = results[goal.key]?.[goal.of];
    if (goal.most === undefined && goal.least === undefined)
      return { ...goal, wish: '–', shown: value === undefined ? '–' : goal.show(value), met: undefined };
    const wish = goal.most === undefined ? `at least ${goal.show(goal.least ?? 0)}` : `at most ${goal.show(goal.most)}`;
    if (value === undefined) return { ...goal, wish, shown: '–', met: null };
    const met = goal.most === undefined ? value >= (goal.least ?? 0) : value <= goal.most;
    return { ...goal, wish, shown: goal.show(value), met };
  });
}
