import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const README = new URL('../../tiles/README.md', import.meta.url);
const [BEGIN, END] = ['<!-- bench:begin -->', '<!-- bench:end -->'];

/** Puts the figures between the marks in tiles/README.md. */
export async function writeReadme(markdown) {
  const text = readFileSync(README, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`tiles/README.md has no ${BEGIN} … ${END}`);
  const filled = `${text.slice(0, from)}${BEGIN}\n\n${markdown}\n\n${text.slice(to)}`;
  const config = await resolveConfig(README.pathname);
  writeFileSync(README, await format(filled, { ...config, parser: 'markdown' }));
}
