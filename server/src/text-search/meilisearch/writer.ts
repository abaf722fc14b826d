import { setTimeout as wait } from 'node:timers/promises';
import type { Index, Meilisearch, Settings } from 'meilisearch';
import { createClient, type ServerAddress } from './client.ts';
import { isNotFound, readPosition, type Position } from './position.ts';
import { isOneOf } from './queries.ts';

// Stopping waits for a request under way.
const REQUEST_MS = 5_000;
const TASK_MS = 120_000;
const LOOK_MS = [20, 500] as const;
const DOCUMENTS_AT_ONCE = 1000;
const VALUES_AT_ONCE = 500;

export interface WriterOptions {
  /** A request may take this long. */
  requestMs?: number;
  /** A task may take this long, from its being enqueued on. */
  taskMs?: number;
}

/** A task ended badly, or the server knows nothing of it any more. */
export class TaskFailed extends Error {}

/** Writes to the index, and waits for each task to be done. */
export class Writer {
  readonly #client: Meilisearch;
  readonly #index: Index;
  readonly #spare: Index;
  readonly #taskMs: number;
  #stopped = false;
  /** Tasks that came to an end. */
  tasks = 0;

  constructor(address: ServerAddress, { requestMs = REQUEST_MS, taskMs = TASK_MS }: WriterOptions = {}) {
    this.#client = createClient(address, requestMs);
    this.#index = this.#client.index(address.index);
    this.#spare = this.#client.index(`${address.index}_spare`);
    this.#taskMs = taskMs;
  }

  readPosition(): Promise<Position | null> {
    return readPosition(this.#index);
  }

  /** Ids of things and keys of rows that the index holds with one of these values. */
  async listHeld(
    attribute: 'id' | 'place' | 'institution',
    values: readonly number[],
  ): Promise<{ key: string; id: number }[]> {
    const held: { key: string; id: number }[] = [];
    for (let at = 0; at < values.length; at += VALUES_AT_ONCE) {
      const filter = isOneOf(attribute, values.slice(at, at + VALUES_AT_ONCE));
      for (let offset = 0; ; offset += DOCUMENTS_AT_ONCE) {
        const page = { filter, fields: ['key' as const, 'id' as const], limit: DOCUMENTS_AT_ONCE, offset };
        const { results } = await this.#index.getDocuments<{ key: string; id: number }>(page);
        held.push(...results);
        if (results.length < DOCUMENTS_AT_ONCE) break;
      }
    }
    return held;
  }

  add(to: 'index' | 'spare', documents: { key: string }[]): Promise<void> {
    return this.#finish((to === 'index' ? this.#index : this.#spare).addDocuments(documents, { primaryKey: 'key' }));
  }

  async remove(keys: string[]): Promise<void> {
    if (keys.length > 0) await this.#finish(this.#index.deleteDocuments(keys));
  }

  /** An empty index with these settings, whatever was left of an earlier one. */
  async createSpare(settings: Settings): Promise<void> {
    await this.#finish(this.#spare.delete(), ['index_not_found']);
    await this.#finish(this.#client.createIndex(this.#spare.uid, { primaryKey: 'key' }));
    await this.#finish(this.#spare.updateSettings(settings));
  }

  async swapInSpare(): Promise<void> {
    // Both must be there to be swapped.
    await this.#finish(this.#client.createIndex(this.#index.uid, { primaryKey: 'key' }), ['index_already_exists']);
    await this.#finish(this.#client.swapIndexes([{ indexes: [this.#index.uid, this.#spare.uid], rename: false }]));
    await this.#finish(this.#spare.delete(), ['index_not_found']);
  }

  /** Waits no longer for tasks. */
  stop(): void {
    this.#stopped = true;
  }

  async #finish(enqueued: Promise<{ taskUid: number }>, ignore: readonly string[] = []): Promise<void> {
    const { taskUid } = await enqueued;
    const until = performance.now() + this.#taskMs;
    for (let pause: number = LOOK_MS[0]; ; pause = Math.min(LOOK_MS[1], pause * 1.5)) {
      const { status, type, error } = await this.#client.tasks.getTask(taskUid).catch((cause: unknown) => {
        throw isNotFound(cause) ? new TaskFailed(`task ${taskUid} was lost`) : cause;
      });
      if (status !== 'enqueued' && status !== 'processing') {
        this.tasks++;
        if (status === 'succeeded' || ignore.includes(error?.code ?? '')) return;
        throw new TaskFailed(`task ${taskUid} (${type}) ${status}: ${error?.code ?? 'no reason'}`);
      }
      if (this.#stopped || performance.now() > until) throw new Error(`task ${taskUid} (${type}) is still ${status}`);
      await wait(pause);
    }
  }
}
