import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const source = fileURLToPath(new URL('../../server/src/testing/', import.meta.url));
const target = fileURLToPath(new URL('../../node_modules/.cache/zlm/stand-in/', import.meta.url));
const compilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2023,
  rewriteRelativeImportExtensions: true,
};

/** The stand-in of the tests, which the build leaves out. */
export async function importStandIn() {
  mkdirSync(target, { recursive: true });
  writeFileSync(`${target}package.json`, '{"type":"module"}');
  for (const name of ['meilisearch-index', 'meilisearch-stand-in']) {
    const { outputText } = ts.transpileModule(readFileSync(`${source}${name}.ts`, 'utf8'), { compilerOptions });
    writeFileSync(`${target}${name}.js`, outputText);
  }
  return import(pathToFileURL(`${target}meilisearch-stand-in.js`).href);
}
