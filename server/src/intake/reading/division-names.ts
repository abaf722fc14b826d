import { FORMER_DIVISIONS, PARTS_OF } from '../../formats/former-divisions.ts';
import { BadValue } from './fields.ts';
import { toNameKey } from './values/text.ts';

export interface Division {
  code: string;
  parent: string | null;
  level: 'province' | 'city' | 'county' | 'township' | 'village';
  name: string;
  nameEn: string;
}
export interface DivisionIndex {
  byCode: ReadonlyMap<string, Division>;
  /** Codes by every way of writing a division: with or without those above it. */
  byName: ReadonlyMap<string, Division[]>;
}

export function indexDivisions(divisions: Division[]): DivisionIndex {
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  const byName = new Map<string, Division[]>();
  const add = (name: string, division: Division) => {
    const key = toNameKey(name);
    const known = byName.get(key) ?? [];
    if (!known.includes(division)) byName.set(key, [...known, division]);
  };
  for (const division of divisions) {
    for (const path of pathsTo(division, byCode)) add(path, division);
    add(division.nameEn, division);
  }
  addFormer(byCode, byName);
  return { byCode, byName };
}

/** Names that are no county's today, and the codes they had; what a division is called now holds. */
function addFormer(byCode: Map<string, Division>, byName: Map<string, Division[]>): void {
  for (const { name, code, now } of FORMER_DIVISIONS) {
    const division = byCode.get(now);
    if (!division) continue;
    if (code !== null && !byCode.has(code)) byCode.set(code, division);
    for (const path of pathsTo({ ...division, name }, byCode)) {
      const key = toNameKey(path);
      if (!byName.has(key)) byName.set(key, [division]);
    }
  }
}

/** The former name or code of a county in what somebody wrote, with what it is now; null where there is none. */
export function findFormer({ byCode }: DivisionIndex, text: string): { now: string } | null {
  const division = (code: string) => byCode.get(code)!;
  const former = FORMER_DIVISIONS.find(
    ({ name, code, now }) =>
      byCode.has(now) &&
      (text.includes(name) || (code !== null && text.trim().startsWith(code) && division(code).code === now)),
  );
  return former ? { now: fullName(byCode, division(former.now)) } : null;
}

/** 西湖区, 杭州市西湖区, 杭州西湖 …: each step by its full name or without its last character. */
function pathsTo(division: Division, byCode: ReadonlyMap<string, Division>): string[] {
  const steps: string[][] = [ownNames(division)];
  for (let above = byCode.get(division.parent ?? ''); above; above = byCode.get(above.parent ?? '')) {
    steps.unshift(['', ...ownNames(above), ...formerNames(above)]);
  }
  return steps.reduce<string[]>((paths, names) => paths.flatMap((path) => names.map((name) => path + name)), ['']);
}

/** What a county is still called in addresses of what lies in it. */
function formerNames({ code, level }: Division): readonly string[] {
  if (level !== 'county') return [];
  return [...FORMER_DIVISIONS.flatMap(({ name, now }) => (now === code ? [name] : [])), ...(PARTS_OF[code] ?? [])];
}

function ownNames({ name, level }: Division): string[] {
  const stem = name.slice(0, -1);
  return level === 'township' || level === 'village' || stem.length < 2 ? [name] : [name, stem];
}

/** A division by code (6, 9 or 12 digits) or by name. Throws `BadValue`. */
export function findDivision({ byCode, byName }: DivisionIndex, text: string): Division {
  const digits = text.trim();
  if (/^\d+$/.test(digits)) {
    const padded = /^(\d{6})(?:0{3}|0{6})$/.exec(digits)?.[1];
    const code = byCode.get(digits) ?? byCode.get(padded ?? digits.slice(0, 9));
    if (!code || ![6, 9, 12].includes(digits.length)) throw new BadValue('unknown-division');
    return code;
  }
  const found = byName.get(toNameKey(text.replace(/[-/>,，、]/g, ''))) ?? [];
  if (found.length === 0) throw new BadValue('unknown-division');
  // 丽水 is the city, whatever else might be called so.
  const highest = found.filter(({ code }) => code.length === 6);
  const [division, ...others] = highest.length > 0 ? highest : found;
  if (others.length > 0) {
    const names = [division!, ...others].map((one) => fullName(byCode, one));
    throw new BadValue('ambiguous-division', names.slice(0, 5).join('、'));
  }
  return division!;
}

/** 杭州市西湖区 */
export function fullName(byCode: ReadonlyMap<string, Division>, division: Division): string {
  const above = byCode.get(division.parent ?? '');
  return above && above.level !== 'province' ? fullName(byCode, above) + division.name : division.name;
}

/** The county a code of a county or township lies in, else null. */
export function countyOf(code: string | null): string | null {
  const county = code?.slice(0, 6) ?? '00';
  return county.endsWith('00') ? null : county;
}
