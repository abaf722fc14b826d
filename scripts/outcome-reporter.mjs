// Writes for scripts/test.mjs how many tests passed and failed, how long it took, and the names of what failed or passed
// only at its second try, with the first error of each.
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const MOST = 400; // characters of an error

/** A vitest reporter; writes {passed, failed, seconds, lost: string[], again: string[]} to the file named in OUTCOME_FILE. */
export default class OutcomeReporter {
  started = performance.now();
  outcome = {
    passed: 0,
    failed: 0,
    seconds: 0,
    lost: /** @type {string[]} */ ([]),
    again: /** @type {string[]} */ ([]),
  };

  /** @param {import('vitest/node').TestCase} testCase */
  onTestCaseResult(testCase) {
    const { state, errors } = testCase.result();
    const told = `${testCase.module.relativeModuleId} > ${testCase.fullName}: ${brief(errors?.[0]?.message)}`;
    if (state === 'passed') {
      this.outcome.passed++;
      if (testCase.diagnostic()?.retryCount) this.outcome.again.push(told);
    }
    if (state !== 'failed') return;
    this.outcome.failed++;
    this.outcome.lost.push(told);
  }

  /**
   * @param {readonly import('vitest/node').TestModule[]} testModules
   * @param {readonly { message: string }[]} unhandledErrors
   */
  onTestRunEnd(testModules, unhandledErrors) {
    const { lost } = this.outcome;
    for (const testModule of testModules) {
      for (const suite of [testModule, ...testModule.children.allSuites()]) {
        for (const { message } of suite.errors()) lost.push(`${testModule.relativeModuleId}: ${brief(message)}`);
      }
    }
    for (const { message } of unhandledErrors) lost.push(`outside of a test: ${brief(message)}`);
    this.outcome.seconds = (performance.now() - this.started) / 1000;
    writeFileSync(/** @type {string} */ (process.env.OUTCOME_FILE), JSON.stringify(this.outcome));
  }
}

/** One line: the counterexample of a property stands at the beginning. */
function brief(message = '') {
  return stripVTControlCharacters(message).replaceAll(/\s+/g, ' ').slice(0, MOST);
}
