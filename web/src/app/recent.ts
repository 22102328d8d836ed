import type { PaletteItem } from './paletteItems'

const KEPT = 6

/** What the palette opened lately in this tab, of one person: it goes with the tab, so that nobody finds it afterwards. */
export type Recent = Pick<PaletteItem, 'key' | 'to' | 'title' | 'detail'>

const name = (person: string) => `ecar.recent.${person}`

export function recentOf(person: string): Recent[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name(person)) ?? '[]')
    return Array.isArray(kept) ? (kept as Recent[]) : []
  } catch {
    return []
  }
}

/** The newest first, each once. */
export function remember(person: string, { key, to, title, detail }: PaletteItem) {
  const others = recentOf(person).filter((item) => item.to !== to)
  sessionStorage.setItem(name(person), JSON.stringify([{ key, to, title, detail }, ...others].slice(0, KEPT)))
}
