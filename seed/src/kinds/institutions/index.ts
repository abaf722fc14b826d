import { createSheet } from '@zlm/server/modules/institutions/sheet';
import { loadVocabularies } from '../../sources/reference-files.ts';
import type { Institution } from '../../demo/institution.ts';
import type { DemoRules, OrganiserKind } from '../kind.ts';
import { campusRows, institutionRow, parentRows } from './rows.ts';

const demo: DemoRules<Institution> = {
  create: ({ institutions }) => ({ count: institutions.length, numbered: 0, things: institutions }),
  row: institutionRow,
  parts: [
    { name: 'parents', table: 'institution_parents', rows: parentRows },
    { name: 'places', table: 'institution_places', rows: campusRows },
  ],
};

export const institutions: OrganiserKind<'institutions'> = { ...createSheet(loadVocabularies()), demo };
