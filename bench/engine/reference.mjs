import { readFileSync } from 'node:fs';

const read = (name) => readFileSync(new URL(`../../seed/data/${name}`, import.meta.url), 'utf8');

/** Vocabularies, divisions and county seats of the product. */
export function readReference() {
  const divisions = JSON.parse(read('divisions.json'));
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  const [, ...lines] = read('county-seats.csv').trim().split('\n');
  const seats = lines.map((line) => {
    const [code, name, lng, lat, people] = line.split(',');
    const city = byCode.get(code).parent;
    return { code, city, lng: Number(lng), lat: Number(lat), people: Number(people), isDistrict: name.endsWith('区') };
  });
  return { vocabularies: JSON.parse(read('vocabularies.json')), divisions, seats };
}
