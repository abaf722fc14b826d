/** The map on paper, in tenths of a millimetre. */
export const WIDTH = 1800;
export const HEIGHT = 800;
