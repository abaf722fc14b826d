import { ChangeLog } from '../../catalogue/change-log.ts';
import type { FeatureSource } from '../../catalogue/feature.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import { runPlain } from '../../catalogue/statements.ts';
import type { Database, Logger } from '../../db/index.ts';
import type { Figures } from '../port.ts';
import { catchUp } from './catch-up.ts';
import { answerIn } from './client.ts';
import type { Position } from './position.ts';
import { reindex } from './reindex.ts';
import { schemaOf, toSettings } from './settings.ts';
import { Turn } from './turn.ts';
import { TaskFailed, type Writer } from './writer.ts';

export interface IndexFollowOptions {
  writer: Writer;
  database: Database;
  live: LiveCatalogue;
  features: readonly FeatureSource[];
  logger: Logger;
  /** How often to look without being woken, in ms. */
  pollMs?: number;
}

const LONGEST_WAIT_MS = 30_000;
/** Edits of this long go out as one. */
const GATHER_MS = 200;
/** Tasks that fail so often in a row are no accident: the index is made anew. */
const MOST_FAILED_TASKS = 3;

type State = 'starting' | 'another process writes' | 'filling' | 'following' | 'failing';

/** Keeps the index of a Meilisearch server up to date until stopped; errors are logged and tried again. */
export class IndexFollower {
  readonly #options: IndexFollowOptions;
  readonly #log = new ChangeLog(runPlain);
  readonly #turn: Turn;
  readonly #done: Promise<void>;
  #state: State = 'starting';
  #stopped = false;
  #woken = false;
  #wakeUp: () => void = () => undefined;
  #failures = 0;
  #failedTasks = 0;
  #allFailures = 0;
  #lastFailure = '';
  #reindexed = 0;

  constructor(options: IndexFollowOptions) {
    this.#options = options;
    this.#turn = new Turn(options.database);
    this.#done = this.#run();
  }

  wake(): void {
    this.#woken = true;
    this.#wakeUp();
  }

  figures(): Figures {
    return {
      search_index: this.#state,
      search_index_tasks: this.#options.writer.tasks,
      search_index_fillings: this.#reindexed,
      search_index_failures: this.#allFailures,
      ...(this.#lastFailure !== '' && { search_index_last_failure: this.#lastFailure }),
    };
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wakeUp();
    this.#options.writer.stop();
    // Nobody else may write before the last task is behind us.
    await this.#done;
    await this.#turn.stop();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#woken = false;
      try {
        await this.#look();
        this.#failures = 0;
      } catch (cause) {
        if (this.#stopped) return;
        this.#note(cause);
      }
      await this.#pause();
    }
  }

  #note(cause: unknown): void {
    this.#state = 'failing';
    this.#failures++;
    this.#allFailures++;
    if (cause instanceof TaskFailed) this.#failedTasks++;
    const said = answerIn(cause) ?? cause;
    this.#lastFailure = said instanceof Error ? said.message : String(said);
    this.#options.logger.warn({ cause: this.#lastFailure }, 'writing to the search server failed; it is tried again');
  }

  async #look(): Promise<void> {
    const { writer, live } = this.#options;
    const catalogue = live.current;
    // What it was loaded from is not yet what the changes tell.
    if (catalogue.stale) return;
    if (!this.#turn.isOurs) {
      this.#state = 'another process writes';
      return;
    }
    // Read again each time: the server may have been restored, or its index lost.
    const position = await writer.readPosition();
    const isOurs =
      position?.origin === catalogue.origin &&
      position.schema === schemaOf(toSettings(catalogue.reference.terms)) &&
      this.#failedTasks < MOST_FAILED_TASKS;
    if (!isOurs || !(await this.#catchUp(position))) await this.#fill();
    if (!this.#stopped) this.#state = 'following';
  }

  /** False when only an index made anew can follow. */
  async #catchUp(from: Position): Promise<boolean> {
    const { database, live, features, writer } = this.#options;
    const parts = { writer, pool: database.pool, log: this.#log, catalogue: live.current, features };
    for (let position = from; !this.#stopped;) {
      const reached = await catchUp(position, parts);
      if (reached === null) return live.current.stale;
      this.#failedTasks = 0;
      if (reached === position) return true;
      position = reached;
    }
    return true;
  }

  async #fill(): Promise<void> {
    const { database, live, features, writer, logger } = this.#options;
    this.#state = 'filling';
    logger.info({}, 'filling the index of the search server');
    await reindex({ writer, database, features, catalogue: live.current, isStopped: () => this.#stopped });
    this.#failedTasks = 0;
    this.#reindexed++;
    // What changed meanwhile is next.
    this.#woken = true;
  }

  async #pause(): Promise<void> {
    if (this.#stopped) return;
    const { pollMs = 2000 } = this.#options;
    const longest = this.#failures > 0 ? Math.min(LONGEST_WAIT_MS, pollMs * 2 ** (this.#failures - 1)) : pollMs;
    await new Promise<void>((resolve) => {
      let timer = setTimeout(resolve, this.#woken && this.#failures === 0 ? GATHER_MS : longest);
      this.#wakeUp = () => {
        if (this.#stopped) {
          clearTimeout(timer);
          resolve();
        } else if (this.#failures === 0 && !this.#woken) {
          clearTimeout(timer);
          timer = setTimeout(resolve, GATHER_MS);
        }
      };
    });
    this.#wakeUp = () => undefined;
  }
}
