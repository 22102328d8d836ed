import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { mended } from './scripts/mended.ts'

export default defineConfig({
  plugins: [react(), mended()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2023',
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    cssTarget: ['chrome123', 'firefox128', 'safari17.4'],
  },
  // Not "/api-keys", which is a page.
  server: { proxy: { '^/api/': process.env.ECAR_API ?? 'http://127.0.0.1:8080' } },
  test: { environment: 'happy-dom', setupFiles: ['src/test-setup.ts'], css: false },
})
