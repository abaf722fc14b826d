// The feed in a process of its own, so that making its pages takes nothing from the server. Arguments: port, things.
import { serveFeed } from './feed.mjs';

const [port, things] = process.argv.slice(2).map(Number);
const { say } = serveFeed({ port, things });
process.on('message', ({ n, to }) => {
  say(n, to);
  process.send?.('said');
});
process.once('disconnect', () => process.exit(0));
process.send?.('ready');
