/** Numbers from 0 to below 1 that a seed decides (mulberry32). */
export function numbersOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A table as nobody should write it: rows twice, gone, elsewhere, in other columns, with bytes that are none of text. */
export function disturb(header: readonly string[], rows: readonly (readonly string[])[], seed: number): Uint8Array {
  const next = numbersOf(seed);
  const below = (most: number) => Math.floor(next() * most);
  const some = Array.from({ length: 1 + below(4) }, () => rows[below(rows.length)]!);
  const order = header.map((_, at) => at);
  if (next() < 0.4) order.sort(() => next() - 0.5);
  const table = [header, ...some].map((row) => order.map((at) => row[at] ?? ''));
  for (let changes = below(4); changes > 0; changes--) {
    const at = 1 + below(table.length - 1);
    const row = table[at]!;
    const how = below(6);
    if (how === 0) table.push([...row]);
    else if (how === 1 && table.length > 2) table.splice(at, 1);
    else if (how === 2) row.splice(below(row.length), 1 + below(3));
    else if (how === 3) row[below(row.length)] = STRANGE[below(STRANGE.length)]!;
    else if (how === 4) row.splice(below(row.length), 0, '多');
    else table.splice(at, 0, [...table[1 + below(table.length - 1)]!]);
  }
  const mark = [',', ';', '\t'][below(3)]!;
  const lines = table.map((row) => row.map((cell) => quote(cell, mark)).join(mark));
  const bytes = new TextEncoder().encode(`${next() < 0.3 ? '附件\n' : ''}${lines.join('\r\n')}`);
  for (let flips = next() < 0.2 ? 1 + below(4) : 0; flips > 0; flips--) bytes[below(bytes.length)] = below(256);
  return next() < 0.05 ? bytes.slice(0, below(bytes.length)) : bytes;
}

const STRANGE = [
  '',
  '"',
  '=1+1',
  '🙂',
  '\u202e倒',
  '0',
  '-1',
  '9'.repeat(400),
  '每天',
  '2026-13-45',
  '{"a":1}',
  'null',
  '\ud800',
];
const quote = (cell: string, mark: string) =>
  /["\n\r]/.test(cell) || cell.includes(mark) ? `"${cell.replaceAll('"', '""')}"` : cell;
