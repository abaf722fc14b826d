import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';

export interface ReceivedEvent {
  event: string;
  id: string;
  data: Record<string, unknown>;
}
export interface EventClient {
  answer: IncomingMessage;
  /** All so far. */
  events: ReceivedEvent[];
  /** Comments and retry times too. */
  lines: string[];
  /** Whether the server ended it in good order; resolves at the end. */
  ended: Promise<boolean>;
  close(): void;
}

/** A stream of server-sent events as it arrives. */
export async function openEvents(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
  onEvent: (event: ReceivedEvent) => void = () => undefined,
): Promise<EventClient> {
  const sent = request(new URL(path, origin), { headers, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const [events, lines]: [ReceivedEvent[], string[]] = [[], []];
  let text = '';
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    const blocks = (text += chunk).split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const own = block.split('\n');
      lines.push(...own);
      const field = (name: string) => own.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      if (field('data') === undefined) continue;
      const event = { event: field('event')!, id: field('id')!, data: JSON.parse(field('data')!) as never };
      events.push(event);
      onEvent(event);
    }
  });
  answer.on('error', () => undefined);
  const ended = new Promise<boolean>((resolve) => answer.once('close', () => resolve(answer.complete)));
  return { answer, events, lines, ended, close: () => void sent.destroy() };
}
