// Compiles the SIMD kernels, server, tiles and seed, bundles the web app and makes the template of the embedded database.
// A part whose sources did not change is left alone.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const cache = 'node_modules/.cache/zlm';
const packages = ['tiles', 'server', 'seed'];
const kernels = 'tiles/src/kernels/wasm.ts';
const code = ['tsconfig.base.json', ...packages.flatMap((name) => [`${name}/src`, `${name}/tsconfig.json`])];
const codeOutputs = ['server/dist/main.js', 'seed/dist/main.js', 'tiles/dist/index.js'];
const web = [
  ...['src', 'pwa', 'public', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package.json'].map(
    (name) => `web/${name}`,
  ),
  'server/src/contract.ts',
  'server/src/contract',
  ...readdirSync('server/src/modules').map((name) => `server/src/modules/${name}/schema.ts`),
];

await Promise.all([
  build('kernels', ['tiles/assembly', 'scripts/build.mjs'], [kernels], compileKernels)
    .then(() => build('code', code, codeOutputs, compileCode))
    .then(() => run(['server/dist/db/embedded/prepare.js'])),
  build('web', web, ['web/dist/index.html'], () =>
    run([join(process.cwd(), 'web/node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], 'web'),
  ),
]);

async function compileKernels() {
  mkdirSync(cache, { recursive: true });
  await run([
    'tiles/node_modules/assemblyscript/bin/asc.js',
    'tiles/assembly/index.ts',
    `--outFile=${cache}/kernels.wasm`,
    ...['--optimizeLevel=3', '--noAssert', '--runtime=stub', '--enable=simd,threads,bulk-memory'],
    ...['--importMemory', '--noExportMemory', '--sharedMemory', '--initialMemory=1', '--maximumMemory=65536'],
  ]);
  const bytes = readFileSync(`${cache}/kernels.wasm`).toString('base64');
  writeFileSync(
    kernels,
    `/** Compiled from tiles/assembly by scripts/build.mjs. */\nexport const WASM: string =\n  '${bytes}';\n`,
  );
}

/** What runs from an earlier build keeps its files: only those go whose sources are gone. */
async function compileCode() {
  // The compiler does not see that an output is missing.
  if (!codeOutputs.every((file) => existsSync(file)))
    for (const name of packages) rmSync(`${name}/dist`, { recursive: true, force: true });
  await run(['node_modules/typescript/bin/tsc', '-b', 'seed']);
  for (const name of packages) {
    for (const file of readdirSync(`${name}/dist`, { recursive: true, encoding: 'utf8' })) {
      const source = /^(.+?)(\.d\.ts|\.js|\.js\.map)$/.exec(file)?.[1];
      if (source !== undefined && !existsSync(`${name}/src/${source}.ts`)) rmSync(`${name}/dist/${file}`);
    }
  }
}

/**
 * @param {string} name
 * @param {readonly string[]} inputs
 * @param {readonly string[]} outputs
 * @param {() => Promise<void>} make
 */
async function build(name, inputs, outputs, make) {
  const stamp = `${cache}/built-${name}`;
  const wanted = hashOf([...inputs, 'pnpm-lock.yaml']);
  if (outputs.every((file) => existsSync(file)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const started = Date.now();
  await make();
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, wanted);
  console.log(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
function run(args, cwd = '.') {
  return new Promise((done) => {
    spawn(process.execPath, args, { cwd, stdio: 'inherit' }).on('exit', (status) => {
      if (status !== 0) process.exit(status ?? 1);
      done();
    });
  });
}

/** @param {readonly string[]} paths */
function hashOf(paths) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(path).update(readFileSync(path));
  };
  paths.forEach(visit);
  return hash.digest('hex');
}
