import { defineConfig } from 'vitest/config'

/** Browser tests against the real program; see e2e/garage.ts for what they need. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    environment: 'node',
    globalSetup: 'e2e/demos.ts',
    // One at a time: two on two cores take a third less, and three of 345 fell, where a press came before its page was ready.
    maxWorkers: 1,
    fileParallelism: false,
    // A browser on a busy machine: what fails once and not again is told as such by the reporter.
    retry: 1,
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
