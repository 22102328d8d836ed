/** Hands a file of the API to the browser's downloads. */
export function saveBlob(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Opens a file of the API in its own tab. */
export function showBlob(blob: Blob) {
  const address = URL.createObjectURL(blob)
  window.open(address, '_blank')
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
