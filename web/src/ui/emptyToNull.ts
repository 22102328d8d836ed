/** What is sent of a form: texts trimmed, and null for a field that was emptied or never filled. */
export function emptyToNull<T extends object>(values: T): T {
  const entries = Object.entries(values).map(([name, value]: [string, unknown]) => {
    const plain = typeof value === 'string' ? value.trim() : value
    return [name, plain === '' || plain === undefined ? null : plain]
  })
  return Object.fromEntries(entries) as T
}
