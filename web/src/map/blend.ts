/** A colour between two of `#rrggbb`; share 0 is the first. */
export function blend(from: string, to: string, share: number): string {
  const mixed = channels(from).map((value, i) => Math.round(value + (channels(to)[i]! - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

const channels = (color: string) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
