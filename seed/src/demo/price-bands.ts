/** What people pay for. */
export type Unit = 'session' | 'term';
export interface Band {
  unit: Unit;
  low: number;
  high: number;
  /** How often 10-50, 51-200, 201-800 and 801-3,000 yuan are asked for. */
  classes: readonly number[];
  /** How much likelier than others of its provider it costs something. */
  paid: number;
}
export type BandName = keyof typeof BANDS;

const band = (unit: Unit, low: number, high: number, classes: string, paid: number): Band => ({
  unit,
  low,
  high,
  classes: classes.split(' ').map(Number),
  paid,
});

export const BANDS = {
  free: band('session', 0, 0, '0 0 0 0', 0),
  talk: band('session', 10, 30, '1 0 0 0', 0.5),
  ticket: band('session', 30, 80, '7 3 0 0', 1.6),
  materials: band('session', 15, 120, '6 4 0 0', 1.3),
  term: band('term', 30, 480, '2 6 8 0', 1.7),
  care: band('term', 60, 800, '0 3 5 0', 1.2),
  training: band('term', 99, 3000, '0 2 7 5', 2.2),
  degree: band('term', 150, 2400, '0 2 6 4', 2.4),
  download: band('session', 10, 200, '6 4 0 0', 1),
} as const satisfies Record<string, Band>;
