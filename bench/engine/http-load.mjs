// A light HTTP/1.1 client: keep-alive sockets, one request in flight on each, answers counted by length.
import { connect } from 'node:net';

/** Requests as they go over the wire. */
export function toWire(paths, headers) {
  const lines = Object.entries({ Host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return paths.map((path) => `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
}

/** Sends `wire` round and round for `seconds`; resolves to answers and bytes. `lengths` is learnt and may be kept. */
export async function sendLoad({ port, wire, lengths, seconds, connections }) {
  const until = performance.now() + seconds * 1000;
  const state = { next: 0, answers: 0, bytes: 0, until };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, () => keepAsking({ port, wire, lengths, state })));
  return { ...state, seconds: (performance.now() - started) / 1000 };
}

function keepAsking({ port, wire, lengths, state }) {
  return new Promise((resolve, reject) => {
    let at = 0;
    let left = 0;
    let held = null;
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, ask);
    socket.on('error', reject).on('close', resolve);
    socket.on('data', (chunk) => {
      state.bytes += chunk.length;
      if (left === 0) {
        if (held) chunk = Buffer.concat([held, chunk]);
        left = lengths[at] ??= lengthOf(chunk);
        held = left === undefined ? chunk : null;
        if (held) return (left = 0);
        if (chunk[9] !== 0x32) return socket.destroy(new Error(`${wire[at].split('\r\n', 1)[0]}: ${statusOf(chunk)}`));
      }
      left -= chunk.length;
      if (left < 0) return socket.destroy(new Error(`${wire[at].split('\r\n', 1)[0]}: answers of two lengths`));
      if (left > 0) return;
      state.answers++;
      if (performance.now() < state.until) ask();
      else socket.destroy();
    });
    function ask() {
      at = state.next;
      state.next = (at + 1) % wire.length;
      socket.write(wire[at], 'latin1');
    }
  });
}

/** Bytes of a whole answer, undefined as long as its head is not there. */
function lengthOf(chunk) {
  const end = chunk.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(chunk.latin1Slice(0, end))?.[1];
  return end + 4 + Number(length ?? 0);
}
function statusOf(chunk) {
  return chunk.latin1Slice(0, chunk.indexOf('\r\n'));
}
