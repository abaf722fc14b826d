import { readFileSync } from 'node:fs';

interface Interface {
  bases: string[];
  properties: Set<string>;
}

const source = readFileSync(new URL('../../node_modules/schema-dts/dist/schema.d.ts', import.meta.url), 'utf8');
const interfaces = new Map<string, Interface>();
for (const [, name, bases = '', body] of source.matchAll(/interface (\w+)(?: extends ([^{]+))? \{\n([\s\S]*?)^\}/gm)) {
  const properties = new Set([...body!.matchAll(/^ {4}"([^"]+)"\?:/gm)].map(([, property]) => property!));
  interfaces.set(name!, { bases: bases.split(',').map((base) => base.trim()), properties });
}

function hasProperty(name: string, property: string): boolean {
  const found = interfaces.get(name);
  return (
    found !== undefined && (found.properties.has(property) || found.bases.some((base) => hasProperty(base, property)))
  );
}

const DATE = /(Date|Modified|Published|Through|From)$/;
const DAY_OR_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\+08:00)?$/;
const PRICE = /^(price|minPrice|maxPrice)$/;

/** What in a JSON-LD document is not of the vocabulary of schema.org, or not written as it asks. */
export function listFaults(node: unknown, at = '$'): string[] {
  if (Array.isArray(node)) return node.flatMap((one, i) => listFaults(one, `${at}[${i}]`));
  if (typeof node !== 'object' || node === null) return [];
  const { '@type': type } = node as { '@type'?: string };
  if (!interfaces.has(`${type}Leaf`)) return [`${at}: no type ${type}`];
  return Object.entries(node).flatMap(([name, value]) => {
    const here = `${at}.${name}`;
    if (name.startsWith('@')) return [];
    if (!hasProperty(`${type}Leaf`, name)) return [`${here}: no property of ${type}`];
    if (typeof value === 'string') return listTextFaults(name, value, here);
    return value === null || value === '' ? [`${here}: empty`] : listFaults(value, here);
  });
}

function listTextFaults(name: string, value: string, at: string): string[] {
  if (value === '') return [`${at}: empty`];
  if (value.startsWith('https://schema.org/') && !source.includes(`"${value}"`)) return [`${at}: no value ${value}`];
  if (DATE.test(name) && !DAY_OR_TIME.test(value)) return [`${at}: no day or time: ${value}`];
  if (PRICE.test(name) && !/^\d+\.\d{2}$/.test(value)) return [`${at}: no price: ${value}`];
  return [];
}
