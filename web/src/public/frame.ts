/** What the page that shows this one in a frame is told: how high the frame has to be. */
export interface FrameHeight {
  ecar: 'height'
  height: number
}

/**
 * Tells the page around this one its height, now and whenever it changes: those origins that the garage named, and nobody else. The
 * policy lets no other page show this one, and a message is only delivered to the origin that it is addressed to.
 */
export function tellHeight(origins: string[], box: HTMLElement): () => void {
  if (window.parent === window) return () => undefined
  const tell = () => {
    const message: FrameHeight = { ecar: 'height', height: Math.ceil(box.getBoundingClientRect().height) }
    for (const origin of around(origins)) window.parent.postMessage(message, origin)
  }
  const watch = new ResizeObserver(tell)
  watch.observe(box)
  return () => watch.disconnect()
}

/** The one that is there, where the browser says which; else all that may be. */
function around(origins: string[]): string[] {
  const there = window.location.ancestorOrigins?.[0]
  return there === undefined ? origins : origins.filter((origin) => origin === there)
}
