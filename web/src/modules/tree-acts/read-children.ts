import type { Endpoints } from '@zlm/server/contract';
import { call } from '../../api/call.ts';
import type { Chosen } from '../institution-tree/use-tree-choice.ts';

/** All that are at once below an institution on a day. */
export async function readChildren(id: number, asOf: string): Promise<Chosen[]> {
  const children: Chosen[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = { asOf, limit: '100', ...(cursor && { cursor }) };
    const parts = { params: { id: String(id) }, query } as never;
    const page: { rows: Chosen[]; nextCursor: string | null } = await call<Endpoints['getTreeBranch']>(
      'GET',
      '/api/institution-tree/{id}',
      parts,
    );
    children.push(...page.rows.map((row) => ({ id: row.id, name: row.name })));
    cursor = page.nextCursor;
  }
  return children;
}
