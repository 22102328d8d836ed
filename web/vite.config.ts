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
        if (/^\/(book|a|i|e|p|f)\/[^/]+$/.test(request.url ?? '')) request.url = '/public.html'
        next()
      })
    },
  }
}

const ICONS =
  'Appstore|Audit|Calendar|Car|CarryOut|ClockCircle|Close|Compass|FileText|Inbox|Key|Login|Logout|Mail|MenuFold|Menu|MenuUnfold|Moon|PlusCircle|Plus|Profile|Safety|Search|Shop|ShoppingCart|Sun|Tablet|Team|Tool|Truck|User|UserSwitch|Warning'
const aroundEveryPage = new RegExp(`@ant-design/icons.*/(${ICONS})Outlined`)

export default defineConfig({
  plugins: [react(), mended(), publicPages()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2023',
    manifest: true,
    rolldownOptions: {
      input: ['index.html', 'public.html'],
      // Half of the icons stand around every page: together they weigh less than one by one.
      output: {
        advancedChunks: { groups: [{ name: 'icons', test: aroundEveryPage }] },
        // Every page names all others that it may lead to: without words in their names that is two kilobytes less.
        chunkFileNames: 'assets/[hash].js',
      },
    },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    cssTarget: ['chrome123', 'firefox128', 'safari17.4'],
  },
  // Not "/api-keys", which is a page.
  server: { proxy: { '^/api/': process.env.ECAR_API ?? 'http://127.0.0.1:8080' } },
  test: { environment: 'happy-dom', setupFiles: ['src/test-setup.ts'], css: false },
})
