/**
 * Numbers of building plots in a township, so that no two of its houses have one address: venues, own offices and
 * those of the county or city each take every third one and need not know of each other.
 */
export const lotOfVenue = (number: number) => 3 * number;
export const isVenueLot = (lot: number) => lot % 3 === 0;
export const lotOfOffice = (number: number) => 9 * number + 1;
export const lotOfUpperOffice = (number: number) => 9 * number + 2;

/** The `at`th house of an office whose first one stands on `lot`. */
export const lotOfCampus = (lot: number, at: number) => lot + 3 * at;
