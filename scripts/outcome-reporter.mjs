// Names at the end of a suite's output what failed, and what passed only when tried again.
import { writeFileSync } from 'node:fs';

/** A vitest reporter; writes {failed: string[], again: string[]} to the file named in OUTCOME_FILE. */
export default class OutcomeReporter {
  failed = [];
  again = [];

  onTestCaseResult(testCase) {
    const name = `${testCase.module.relativeModuleId} > ${testCase.fullName}`;
    if (testCase.result().state === 'failed') this.failed.push(name);
    else if (testCase.diagnostic()?.flaky) this.again.push(name);
  }

  onTestRunEnd(testModules, unhandledErrors) {
    for (const testModule of testModules) {
      for (const suite of [testModule, ...testModule.children.allSuites()]) {
        for (const { message } of suite.errors()) this.failed.push(`${testModule.relativeModuleId}: ${message}`);
      }
    }
    for (const { message } of unhandledErrors) this.failed.push(`outside of a test: ${message}`);
    writeFileSync(process.env.OUTCOME_FILE, JSON.stringify({ failed: this.failed, again: this.again }));
  }
}
