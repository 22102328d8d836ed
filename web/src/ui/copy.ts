/** Copies a text; browsers keep their clipboard from pages without HTTPS, hence the second way. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const box = document.createElement('textarea')
  box.value = text
  // Inside an open dialog, which keeps the focus to itself.
  const place = document.activeElement?.parentElement ?? document.body
  place.append(box)
  box.select()
  const done = document.execCommand('copy')
  box.remove()
  if (!done) throw new Error('The browser does not let the page copy')
}
