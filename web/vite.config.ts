import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { mended } from './scripts/mended.ts'

/** As the server does: who has no account gets a page of their own. */
function publicPages(): Plugin {
  return {
    name: 'public-pages',
    configureServer: (server) => {
      server.middlewares.use((request, _, next) => {
        if (/^\/(book|a)\/[^/]+$/.test(request.url ?? '')) request.url = '/public.html'
        next()
      })
    },
  }
}

export default defineConfig({
  plugins: [react(), mended(), publicPages()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2023',
    manifest: true,
    rolldownOptions: { input: ['index.html', 'public.html'] },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    cssTarget: ['chrome123', 'firefox128', 'safari17.4'],
  },
  // Not "/api-keys", which is a page.
  server: { proxy: { '^/api/': process.env.ECAR_API ?? 'http://127.0.0.1:8080' } },
  test: { environment: 'happy-dom', setupFiles: ['src/test-setup.ts'], css: false },
})
