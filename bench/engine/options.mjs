/** @type {Record<string, number>} */
export const SIZES = { '171k': 171_000, '2m': 2_000_000 };
export const PARTS = [
  'tiles',
  'facets',
  'http',
  'update',
  'filters',
  'edits',
  'compaction',
  'encoder',
  'memory',
  'quality',
  'stale',
  'search',
  'peer',
];

/**
 * What was asked for on the command line, or a sentence about what is wrong with it.
 * @param {string[]} args
 * @returns {{ problem?: string, quick: boolean, sizes: string[], parts: string[], whole: boolean }}
 */
export function parseOptions(args) {
  const options = { whole: false, quick: false, sizes: Object.keys(SIZES), parts: PARTS };
  for (const arg of args) {
    const [name, value] = arg.split('=', 2);
    if (name === '--quick' && value === undefined) options.quick = true;
    else if (name === '--size') {
      if (!Object.hasOwn(SIZES, value ?? ''))
        return { ...options, problem: `--size takes ${Object.keys(SIZES).join(' or ')}.` };
      options.sizes = [value];
    } else if (name === '--only') {
      options.parts = (value ?? '').split(',');
      const unknown = options.parts.find((part) => !PARTS.includes(part));
      if (unknown !== undefined)
        return { ...options, problem: `--only takes some of ${PARTS.join(', ')}; "${unknown}" is none.` };
    } else
      return {
        ...options,
        problem: `${arg} is not an option; there are --quick, --size=171k, --size=2m and --only=${PARTS[0]},…`,
      };
  }
  const whole = !options.quick && options.sizes.length === 2 && options.parts.length === PARTS.length;
  return { ...options, whole };
}
