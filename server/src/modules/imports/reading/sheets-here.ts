import type { ClientBase } from 'pg';
import type { PinKind } from '../../../contract/form.ts';
import { findSheets } from '../../../intake/sheet/find-sheets.ts';
import type { Sheet, Sheets, SheetVocabularies } from '../../../intake/sheet/sheet.ts';

type Asking = Pick<ClientBase, 'query'>;
interface Label {
  vocabulary: string;
  code: string;
  zh: string;
  en: string;
}

/** The sheets of all kinds, with the lists that this installation has. */
export async function loadSheets(client: Asking): Promise<Sheets> {
  const { rows } = await client.query<Label>(
    `SELECT vocabulary, code, zh, en FROM terms WHERE vocabulary IN ('accessibility', 'degree') AND replaced_by IS NULL
     ORDER BY vocabulary, position`,
  );
  const professions = await client.query<SheetVocabularies['profession'][number]>(
    'SELECT code, name AS zh, name_en AS en, degree FROM professions ORDER BY code',
  );
  const labels = (of: string) =>
    rows.filter(({ vocabulary }) => vocabulary === of).map(({ code, zh, en }) => ({ code, zh, en }));
  return findSheets({
    accessibility: labels('accessibility'),
    degree: labels('degree'),
    profession: professions.rows,
  });
}

export function sheetOf({ all }: Sheets, kind: PinKind): Sheet {
  // Places are no kind of thing, to sheets.
  const found = all.find((sheet) => (sheet.kind ?? 'place') === kind);
  if (!found) throw new Error(`no sheet reads ${kind}`);
  return found;
}
