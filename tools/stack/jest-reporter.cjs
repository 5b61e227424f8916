/**
 * Writes what Jest counted to `test-results/<level>.json` of the project it ran in. The folder is a declared output of
 * the Nx test targets, so a cache hit brings the file back and `npm test` counts cached runs like real ones.
 */
const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');

module.exports = class CountingReporter {
  onRunComplete(_contexts, results) {
    const folder = path.join(process.cwd(), 'test-results');
    const level = process.env.TEST_LEVEL ?? 'unit';
    const failures = results.testResults.flatMap((file) => {
      const tests = file.testResults.filter((test) => test.status === 'failed').map((test) => `${path.basename(file.testFilePath)}: ${test.fullName}`);
      return file.testExecError ? [`${path.basename(file.testFilePath)}: did not run`, ...tests] : tests;
    });
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, `${level}.json`),
      JSON.stringify({
        passed: results.numPassedTests,
        // A file that did not run holds tests that nobody counted.
        failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
        skipped: results.numPendingTests + results.numTodoTests,
        failures,
      }),
    );
  }
};
