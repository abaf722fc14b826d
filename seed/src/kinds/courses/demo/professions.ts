import type { TermRecord } from '../../../sources/reference-files.ts';

const DEGREES = ['secondary', 'junior_college', 'bachelor', 'postgraduate'] as const;

export interface Profession {
  code: string;
  name: string;
  nameEn: string;
  degree: (typeof DEGREES)[number];
}

export function describeProfessions(terms: readonly TermRecord[]): Profession[] {
  return terms.map(({ code, zh, en, degree }) => {
    const known = DEGREES.find((name) => name === degree);
    if (!known) throw new Error(`the profession ${code} has no known degree: ${degree}`);
    return { code, name: zh, nameEn: en, degree: known };
  });
}
