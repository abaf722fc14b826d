/** Two ways of counting that should agree do not: no figure of speed is worth anything then. */
export class WrongAnswer extends Error {
  /** @override */
  name = 'WrongAnswer';
}
