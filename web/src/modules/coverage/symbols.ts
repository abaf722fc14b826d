const LARGEST = 34; // CSS px
const SMALLEST = 4;

/** Radius whose circle has an area in proportion to the value. */
export function radiusOf(value: number, most: number): number {
  return most > 0 ? Math.max(SMALLEST, LARGEST * Math.sqrt(value / most)) : SMALLEST;
}

/** Three round values up to about the largest, for a legend. */
export function legendOf(most: number): number[] {
  if (most <= 0) return [];
  const power = 10 ** Math.floor(Math.log10(most));
  const top = [5, 2, 1].map((step) => step * power).find((value) => value <= most)!;
  return [top, top / 2, top / 10].map((value) => Number(value.toPrecision(2)));
}
