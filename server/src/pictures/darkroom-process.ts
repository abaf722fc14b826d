import { setPriority } from 'node:os';
import type { Order, Outcome } from './picture.ts';
import { PictureProblem } from './problem.ts';
import { renderPicture } from './render.ts';

// The server answers first.
setPriority(10);

process.on('message', ({ bytes, declared }: Order) => {
  void answer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), declared).then((outcome) =>
    process.send!(outcome),
  );
});

process.send!('ready');

async function answer(bytes: Buffer, declared: string): Promise<Outcome> {
  try {
    return { picture: await renderPicture(bytes, declared) };
  } catch (cause) {
    if (cause instanceof PictureProblem) return { problem: cause.problem };
    throw cause;
  }
}
