import { z } from 'zod';

const Institution = z.looseObject({
  name: z.string().trim().min(1),
  schoolType: z.string().nullish(),
  affiliation: z.string().nullish(),
  natureOfRunning: z.string().nullish(),
  majorCategory: z.string().nullish(),
  city: z.string().nullish(),
  campuses: z.array(
    z.looseObject({
      name: z.string().trim().min(1).nullish(),
      longitude: z.number(),
      latitude: z.number(),
    }),
  ),
});
export type CampusInstitution = z.infer<typeof Institution>;

/** The text is no list of institutions. */
export class CampusesBroken extends Error {}

export type CampusEntry =
  { number: number; institution: CampusInstitution } | { number: number; flaw: string; field: string; value: string };

/** A list of institutions with their campuses; entries of another shape are returned with what is wrong. */
export function parseCampuses(text: string): CampusEntry[] {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new CampusesBroken((cause as Error).message, { cause });
  }
  if (!Array.isArray(json)) throw new CampusesBroken('the file is not a list of institutions');
  return json.map((entry: unknown, i) => {
    const number = i + 1;
    const { data, error } = Institution.safeParse(entry);
    if (data) return { number, institution: data };
    const { path, message } = error.issues[0]!;
    return { number, flaw: message, field: path.join('.'), value: toText(entry, path) };
  });
}

function toText(entry: unknown, path: PropertyKey[]): string {
  const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], entry);
  return value === undefined ? '' : (JSON.stringify(value) ?? '');
}
