import { KINDS } from './kinds.mjs';

export const ENGINES = ['ours', 'pg', 'trgm', 'minisearch', 'flexsearch'];

/**
 * What was asked for on the command line, or a sentence about what is wrong with it.
 * @param {string[]} args
 * @returns {{ problem?: string, scale: number, engines: string[], kinds: string[], show: boolean, whole: boolean }}
 */
export function parseOptions(args) {
  const options = { whole: false, scale: 1, engines: ENGINES, kinds: KINDS, show: false };
  for (const arg of args) {
    const [name, value = ''] = arg.split(/=(.*)/s);
    if (arg === '--show') options.show = true;
    else if (name === '--scale') {
      options.scale = Number(value);
      if (!(options.scale > 0 && options.scale <= 1))
        return { ...options, problem: '--scale takes a number above 0, at most 1.' };
    } else if (name === '--only' || name === '--kind') {
      const [key, known] = name === '--only' ? ['engines', ENGINES] : ['kinds', KINDS];
      options[key] = value.split(',');
      const unknown = options[key].find((one) => !known.includes(one));
      if (unknown !== undefined)
        return { ...options, problem: `${name} takes some of ${known.join(', ')}; "${unknown}" is none.` };
    } else return { ...options, problem: `${arg} is not an option; there are --scale=, --only=, --kind= and --show.` };
  }
  return { ...options, whole: options.engines.length === ENGINES.length && options.kinds.length === KINDS.length };
}
