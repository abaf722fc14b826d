/** Why a file is no photo that can be shown, each a sentence about it. */
export const PROBLEMS = {
  empty: 'is empty',
  kind: 'must be a JPEG, PNG or WebP photo',
  heic: 'is HEIC, which is not read here; save it as JPEG first',
  lies: 'is another kind of file than it says it is',
  broken: 'is broken or was cut off on its way',
  moving: 'must be a still photo, not a moving one',
  pixels: 'takes at most 64 million pixels',
  hides: 'holds something else beside the photo',
  unpacks: 'unpacks to far more than it says',
  slow: 'takes too long to read',
} as const;
export type ProblemName = keyof typeof PROBLEMS;

export class PictureProblem extends Error {
  readonly problem: ProblemName;
  constructor(problem: ProblemName) {
    super(PROBLEMS[problem]);
    this.problem = problem;
  }
}
