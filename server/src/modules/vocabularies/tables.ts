import type { Generated } from 'kysely';

export interface TermsTable {
  vocabulary: string;
  code: string;
  parent: string | null;
  zh: string;
  en: string;
  synonyms: Generated<string[]>;
  position: number;
  version: Generated<number>;
  replaced_by: string | null;
}
export type VocabulariesTables = {
  terms: TermsTable;
};
