/** What the demo assumes of an institution type. */
export interface TypeTraits {
  /** Activities compared with a township school. */
  bustle: number;
  /** Share of its activities that cost something. */
  paid: number;
  /** Share of those institutions that have a second place; of these every third has a third. */
  campuses: number;
  /** Weights of the twelve topics, in the order of the vocabulary. */
  topics: readonly number[];
}

const traits = (bustle: number, paid: number, campuses: number, topics: string): TypeTraits => ({
  bustle,
  paid,
  campuses,
  topics: topics.split(' ').map(Number),
});

// Topics: degrees, skills, qualifications, digital, rural, health, arts, heritage, home, family, civic, languages.
export const TYPE_TRAITS = {
  'provincial-open-university': traits(8, 0.34, 1, '8 3 4 6 2 4 5 3 3 3 3 5'),
  'city-open-university': traits(6, 0.34, 0.9, '8 4 5 6 2 5 6 3 4 4 3 5'),
  'county-open-university': traits(4.5, 0.34, 0.6, '5 5 4 6 3 6 8 3 5 5 4 4'),
  'township-school': traits(1.6, 0.2, 0.3, '2 4 2 6 6 8 9 4 5 6 6 3'),
  'village-point': traits(0.6, 0.08, 0, '0 1 0 5 8 9 8 4 3 6 9 2'),
  'senior-university': traits(3, 0.6, 0.25, '0 0 0 8 0 10 24 4 6 2 2 5'),
  'culture-hall': traits(0.6, 0.04, 0, '0 0 0 2 4 5 14 9 3 5 6 2'),
  library: traits(1.8, 0.04, 0.3, '1 0 1 4 0 2 5 4 1 10 3 14'),
  'cultural-centre': traits(1.6, 0.3, 0.2, '0 0 0 1 0 2 24 10 2 3 1 3'),
  museum: traits(1.6, 0.15, 0.15, '0 0 0 1 0 1 4 18 0 8 1 8'),
  'youth-women-centre': traits(2.5, 0.62, 0.3, '0 1 0 4 0 4 10 4 5 16 3 5'),
  'vocational-college': traits(2.2, 0.6, 0.4, '3 18 8 7 3 2 1 2 3 0 1 2'),
  'continuing-education-college': traits(3, 0.65, 0.5, '14 4 10 4 1 2 2 1 0 0 1 6'),
  'training-provider': traits(1.3, 0.88, 0.2, '4 9 10 6 0 2 8 1 5 5 0 10'),
} as const satisfies Record<string, TypeTraits>;

export type InstitutionType = keyof typeof TYPE_TRAITS;

const weights = (words: string): readonly number[] => words.split(' ').map(Number);

/** Weights of the twelve topics of training providers, by what their names say. */
const TRAINING = {
  'trade-school': weights('2 14 10 4 0 1 0 0 2 1 0 0'),
  'arts-centre': weights('0 0 0 1 0 1 22 4 2 3 0 0'),
  'language-school': weights('1 0 0 0 0 0 0 0 0 1 0 20'),
  'skills-centre': weights('0 12 8 10 0 1 0 0 5 1 0 0'),
  'learning-school': weights('12 0 8 4 0 1 4 0 1 8 0 6'),
};

/** What decides the topics of an institution: its type, of training providers what they train for. */
export type Teaching = InstitutionType | keyof typeof TRAINING;

export const topicsOf = (teaches: Teaching): readonly number[] =>
  teaches in TRAINING ? TRAINING[teaches as keyof typeof TRAINING] : TYPE_TRAITS[teaches as InstitutionType].topics;
