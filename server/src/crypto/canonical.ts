/** RFC 8785: the one text of a JSON value. Throws TypeError for what JSON cannot carry, lone surrogates included. */
export function toCanonicalJson(value: unknown): string {
  if (typeof value === 'string') {
    if (!isWellFormed(value)) throw new TypeError('a lone surrogate has no canonical form');
    return JSON.stringify(value);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no canonical form`);
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(',')}]`;
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    throw new TypeError(`${typeof value} has no canonical form`);
  // Names in order of their UTF-16 units, which is how `sort` compares; what is not there is left out.
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${toCanonicalJson(name)}:${toCanonicalJson(member)}`).join(',')}}`;
}

// `u` reads pairs as one: what is left of the surrogates stands alone.
const isWellFormed = (text: string) => !/\p{Cs}/u.test(text);
