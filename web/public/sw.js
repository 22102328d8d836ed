// Keeps what the app is made of, so that it opens where nobody answers: the page, and of its files those that were used. It keeps
// nothing that the garage said. And it shows what the garage tells while the app is closed.
const PAGE = 'page'
const FILES = 'files'
/** Some of them belong to a version that is gone: then the oldest go. */
const MOST_FILES = 600

self.addEventListener('install', (event) => {
  // What the garage is asked goes by without waking anybody, where the browser can.
  event.addRoutes?.({ condition: { urlPattern: '/api/*' }, source: 'network' })
  self.skipWaiting()
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (pathname.startsWith('/assets/')) event.respondWith(file(request))
  else if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(page(request))
})

// Others have an answer of their own: the API and its documentation, and the pages of those without an account, whose links are secrets.
function isPage(pathname) {
  return !/^\/(api|rpc|docs|metrics|health|public\.html|book|[aiefpou])(\/|$)/.test(pathname) && !/\.\w+$/.test(pathname)
}

// The newest page where there is an answer: it names the newest files.
async function page(request) {
  const kept = await caches.open(PAGE)
  try {
    const answer = await fetch(request)
    if (answer.ok && !answer.redirected) await kept.put('/', answer.clone())
    return answer
  } catch (error) {
    const before = await kept.match('/')
    if (before) return before
    throw error
  }
}

// A file of one name never changes.
async function file(request) {
  const kept = await caches.open(FILES)
  const before = await kept.match(request)
  if (before) return before
  const answer = await fetch(request)
  if (answer.ok) await keep(kept, request, answer.clone())
  return answer
}

// What does not fit is not kept.
async function keep(kept, request, answer) {
  try {
    await kept.put(request, answer)
    const all = await kept.keys()
    await Promise.all(all.slice(0, Math.max(0, all.length - MOST_FILES)).map((oldest) => kept.delete(oldest)))
  } catch {
    // The browser has no room: it asks again next time.
  }
}

self.addEventListener('push', (event) => {
  const { title, body, tag, url, lang, dir } = event.data.json()
  const looks = { icon: '/icon-192.png', badge: '/badge-96.png' }
  event.waitUntil(self.registration.showNotification(title, { body, tag, lang, dir, data: { url }, ...looks }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(lead(new URL(event.notification.data.url, self.location.origin).href))
})

// Nobody's half-written form is left for it: where the page is open it comes to the front, else it opens beside the others.
async function lead(url) {
  const windows = await self.clients.matchAll({ type: 'window' })
  const there = windows.find((window) => window.url === url)
  return there ? there.focus() : self.clients.openWindow(url)
}
