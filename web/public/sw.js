// Shows what the garage tells while the app is closed, and leads to it. It keeps no pages.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

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
