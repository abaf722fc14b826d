import type { Derived, StoredThing } from '../../db/index.ts';

/** What public things show, and every file that anything names. */
export const derivePhotos = (things: readonly StoredThing[], namedFiles: readonly string[]): Derived[] => [
  {
    name: 'public_thing_photos',
    sql: `CREATE OR REPLACE VIEW public_thing_photos AS
      ${things.map(selectPhotos).join('\nUNION ALL ')};
      GRANT SELECT ON public_thing_photos TO zlm_app`,
  },
  {
    name: 'named_files',
    sql: `CREATE OR REPLACE VIEW named_files AS
      ${['SELECT sha256 FROM thing_photos', ...namedFiles].join('\nUNION ALL ')};
      REVOKE ALL ON named_files FROM PUBLIC, zlm_app`,
  },
];

const selectPhotos = ({ kind, view }: StoredThing): string =>
  `SELECT p.kind, p.thing_id, p.position, p.sha256, p.alt, f.width, f.height FROM thing_photos p JOIN files f USING (sha256)
    WHERE p.kind = '${kind}' AND EXISTS (SELECT FROM ${view} t WHERE t.id = p.thing_id)`;
