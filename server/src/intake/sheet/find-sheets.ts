import { readdir } from 'node:fs/promises';
import { KINDS, ORGANISER } from '../../contract/kinds.ts';
import type { OrganiserSheet, Sheet, Sheets, SheetVocabularies } from './sheet.ts';

const MODULES = new URL('../../modules/', import.meta.url);
const ENDING = import.meta.url.slice(-3);

/** Of every module that has a folder `sheet`: who offers things, places, then the other kinds in their order. */
export async function findSheets(vocabularies: SheetVocabularies): Promise<Sheets> {
  const made = await Promise.all((await readdir(MODULES)).map((name) => loadSheet(name, vocabularies)));
  const found = made.flatMap((sheet) => sheet ?? []);
  const organisers = found.find(({ kind }) => kind === ORGANISER) as OrganiserSheet;
  const places = found.find(({ kind }) => kind === null)!;
  const others = KINDS.flatMap((kind) => found.filter((sheet) => sheet.kind === kind && sheet !== organisers));
  return { organisers, places, all: [organisers, places, ...others], vocabularies };
}

async function loadSheet(module: string, vocabularies: SheetVocabularies): Promise<Sheet | null> {
  const folder = new URL(`${module}/sheet/`, MODULES);
  const files = await readdir(folder).catch((): string[] => []);
  if (!files.includes(`index${ENDING}`)) return null;
  const { createSheet } = (await import(new URL(`index${ENDING}`, folder).href)) as {
    createSheet: (vocabularies: SheetVocabularies) => Sheet;
  };
  return createSheet(vocabularies);
}
