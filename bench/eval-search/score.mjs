// Hits that are looked at.
const LOOKED_AT = 10;

/**
 * One answer against what was intended. success: the first hit is intended; precision: intended ones among the first
 * ten, of as many as there could be. Where nothing is intended, nothing is the right answer.
 */
export function scoreAnswer(keys, intended) {
  const found = [...new Set(keys)].slice(0, LOOKED_AT);
  if (intended.size === 0) {
    const right = Number(found.length === 0);
    return { success: right, precision: right, empty: 0 };
  }
  const right = found.filter((key) => intended.has(key)).length;
  return {
    success: Number(found.length > 0 && intended.has(found[0])),
    precision: right / Math.min(LOOKED_AT, intended.size),
    empty: Number(found.length === 0),
  };
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Means of scores that have a kind: over all, and by kind. */
export function summarise(scores) {
  const meansOf = (some) => ({
    count: some.length,
    success: mean(some.map(({ success }) => success)),
    precision: mean(some.map(({ precision }) => precision)),
    empty: mean(some.map(({ empty }) => empty)),
  });
  const kinds = [...new Set(scores.map(({ kind }) => kind))];
  return {
    all: meansOf(scores),
    byKind: Object.fromEntries(kinds.map((kind) => [kind, meansOf(scores.filter((one) => one.kind === kind))])),
  };
}
