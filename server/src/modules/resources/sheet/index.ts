import type { Sheet } from '../../../intake/sheet/sheet.ts';
import { columns } from './columns.ts';
import { readResource } from './read.ts';
import { resourceForm } from './to-body.ts';

export const createSheet = (): Sheet<'resources'> => ({
  name: 'resources',
  kind: 'resource',
  table: 'resources',
  partTables: [],
  columns,
  read: readResource,
  form: resourceForm,
  owned: `title description institution_id medium url duration_minutes topics audiences price_min price_max
    published_on`.split(/\s+/),
});
