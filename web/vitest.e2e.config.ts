import { defineConfig } from 'vitest/config'

/** Browser tests against the real program; see e2e/garage.ts for what they need. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    environment: 'node',
    // Two at a time: a browser waits a lot. What a test waits for has twenty seconds.
    maxWorkers: 2,
    // A browser on a busy machine: what fails once and not again is told as such by the reporter.
    retry: 1,
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
