// Names at the end of a suite's output what failed, and what passed only when tried again, with the first error of each.
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const MOST = 400; // characters of an error

/** A vitest reporter; writes {failed: string[], again: string[]} to the file named in OUTCOME_FILE. */
export default class OutcomeReporter {
  failed = [];
  again = [];

  onTestCaseResult(testCase) {
    const { state, errors } = testCase.result();
    const line = `${testCase.module.relativeModuleId} > ${testCase.fullName}: ${brief(errors?.[0]?.message)}`;
    if (state === 'failed') this.failed.push(line);
    else if (testCase.diagnostic()?.flaky) this.again.push(line);
  }

  onTestRunEnd(testModules, unhandledErrors) {
    for (const testModule of testModules) {
      for (const suite of [testModule, ...testModule.children.allSuites()]) {
        for (const { message } of suite.errors()) this.failed.push(`${testModule.relativeModuleId}: ${brief(message)}`);
      }
    }
    for (const { message } of unhandledErrors) this.failed.push(`outside of a test: ${brief(message)}`);
    writeFileSync(process.env.OUTCOME_FILE, JSON.stringify({ failed: this.failed, again: this.again }));
  }
}

/** One line: the counterexample of a property stands at the beginning. */
function brief(message = '') {
  return stripVTControlCharacters(message).replaceAll(/\s+/g, ' ').slice(0, MOST);
}
