import { Charset, Index } from 'flexsearch';
import { askAll, buildMeasured, PAGE } from '../measure.mjs';
import { readTexts } from '../texts.mjs';

/** FlexSearch with its encoder for Chinese: every character a term, near ones tied by the context. */
export async function measure({ file, queries }) {
  const { built, buildMs, bytes } = await buildMeasured(() => build(file));
  const { index, keys } = built;
  const ask = (limit) => (q) => {
    const all = index.search(q, { limit });
    const ids = all.length > 0 ? all : index.search(q, { limit, suggest: true });
    return { keys: ids.slice(0, PAGE).map((id) => keys[id]), found: ids.length };
  };
  const whole = await askAll(queries, ask(keys.length));
  const page = await askAll(queries, ask(PAGE));
  return { ...whole, pageTimes: page.times, buildMs, bytes, count: keys.length };
}

/** What stands first counts most, so the fields follow one another by their weight. */
async function build(file) {
  const index = new Index({
    encoder: Charset.CJK,
    tokenize: 'strict',
    context: { resolution: 3, depth: 1, bidirectional: false },
  });
  const keys = [];
  for await (const { key, title, topic, organiser, place, description } of readTexts(file)) {
    index.add(keys.length, `${title} ${topic} ${organiser} ${place} ${description}`);
    keys.push(key);
  }
  return { index, keys };
}
