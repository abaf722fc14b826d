import type { PictureSize } from '../contract/picture-sizes.ts';
import type { PictureKind } from './kinds.ts';
import type { ProblemName } from './problem.ts';

export interface Rendition {
  size: PictureSize;
  width: number;
  height: number;
  /** WebP without anything but the picture. */
  bytes: Buffer;
}
export interface Picture {
  kind: PictureKind;
  /** From the smallest. */
  renditions: readonly Rendition[];
}

/** What goes to the process that decodes, and what comes back. */
export interface Order {
  bytes: Uint8Array;
  declared: string;
}
export type Outcome = { picture: Picture } | { problem: ProblemName };
