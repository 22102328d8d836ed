/** The program that answers without a connection and shows what is pushed. */
export async function registered(): Promise<ServiceWorkerRegistration | undefined> {
  return navigator.serviceWorker?.register('/sw.js', { updateViaCache: 'none' })
}
