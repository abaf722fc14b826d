import { existsSync, readFileSync } from 'node:fs';
import { constants, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants as zlib, gunzipSync, gzipSync } from 'node:zlib';
import { PGlite, type Extension } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { postgis } from '@electric-sql/pglite-postgis';
import { findOrMake, publishDirectory } from './cache.ts';
import { syncTree, type DurableFiles } from './durable-files.ts';
import { filterTar } from './tar.ts';

const POSTGRES_MAJOR = '18';
// Change the last number when the contents change.
const TEMPLATE = 'pglite-0.5.8-postgis-0.2.8-2';
const RUNTIME = 'postgis-0.2.8-runtime-1';
const BUNDLE = 'postgis.tar.gz';

const settings = {
  // The only method which reaches the fsync of DurableFiles.
  wal_sync_method: 'fsync',
  wal_init_zero: 'off',
  max_wal_size: '1GB',
  maintenance_work_mem: '128MB',
  work_mem: '16MB',
};

/** Makes an empty database with its extensions in `dataDir`, unless there is one. `caches`: folders to keep a template in. */
export async function ensureCluster(dataDir: string, caches: string[]): Promise<void> {
  if (!existsSync(dataDir)) {
    await removeUnfinished(dataDir);
    const template = await makeTemplate(caches);
    await publishDirectory(dataDir, async (staging) => {
      await cp(template, staging, { recursive: true, mode: constants.COPYFILE_FICLONE });
      syncTree(staging);
    });
  }
  const version = readFileSync(path.join(dataDir, 'PG_VERSION'), 'utf8').trim();
  if (version !== POSTGRES_MAJOR) throw new Error(`it holds a PostgreSQL ${version} database, not ${POSTGRES_MAJOR}`);
}

/** What a killed process left of its copy: the caller holds the lock, so nobody is at work on it. */
async function removeUnfinished(dataDir: string) {
  const parent = path.dirname(dataDir);
  const left = (await readdir(parent)).filter((name) => name.startsWith(`${path.basename(dataDir)}.`));
  for (const name of left) await rm(path.join(parent, name), { recursive: true });
}

export async function openCluster(files: DurableFiles, caches: string[]): Promise<PGlite> {
  const startParams = [
    ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const extensions = { postgis: postgisRuntime(caches), pg_trgm, btree_gist };
  return PGlite.create({ fs: files, extensions, startParams });
}

/** An empty database to copy, in the first folder that takes it: making it takes ten seconds, copying it none. */
export const makeTemplate = (caches: string[]): Promise<string> => findOrMake(caches, TEMPLATE, createTemplate);

async function createTemplate(directory: string) {
  const extensions = { postgis, pg_trgm, btree_gist };
  // Log segments of 4 MB instead of 16: every new database is a copy of this.
  const db = await PGlite.create({ dataDir: directory, extensions, initDbStartParams: ['--wal-segsize=4'] });
  for (const name of Object.keys(extensions)) await db.exec(`CREATE EXTENSION ${name}`);
  await db.close();
}

/** PostGIS without raster, topology and installation scripts: opens a second faster and takes 300 MB less memory. */
const postgisRuntime = (caches: string[]): Extension => ({
  name: postgis.name,
  async setup(db, options) {
    const full = await postgis.setup(db, options);
    const directory = await findOrMake(caches, RUNTIME, async (staging) => {
      const tar = filterTar(gunzipSync(await readFile(full.bundlePath)), (name) => RUNTIME_FILES.test(name));
      await mkdir(staging);
      await writeFile(path.join(staging, BUNDLE), gzipSync(tar, { level: zlib.Z_BEST_SPEED }));
    });
    return { ...full, bundlePath: pathToFileURL(path.join(directory, BUNDLE)) };
  },
});

const RUNTIME_FILES =
  /^(?:\.\/)?(?:lib\/postgresql\/postgis-3\.so$|share\/proj\/|share\/postgresql\/extension\/postgis\.control$)/;
