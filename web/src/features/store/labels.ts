import { api } from '@/api/client'
import type { Labels } from '@/api/types'

export const SIZES = ['a4_24', 'a4_65', 'roll_62x29', 'roll_50x30'] as const
export const SYMBOLS = ['code128', 'qr'] as const

/** How many labels a sheet of A4 holds; a roll has no sheets. */
export const PLACES: Record<(typeof SIZES)[number], number> = { a4_24: 24, a4_65: 65, roll_62x29: 0, roll_50x30: 0 }

/** Something that gets labels, as the list on the page has it. */
export interface Thing {
  key: string
  kind: 'article' | 'bin' | 'tag'
  /** Of an article its id, of a bin its name, of a tag what a scanner reads. */
  code: string
  title: string
  detail?: string
  copies: number
}

const of = (things: Thing[], kind: Thing['kind']) => things.filter((thing) => thing.kind === kind && thing.copies > 0)

/** The request's part that says what labels are for. */
export const asked = (things: Thing[]): Pick<Labels, 'articles' | 'bins' | 'tags'> => ({
  articles: of(things, 'article').map(({ code, copies }) => ({ product_id: code, copies })),
  bins: of(things, 'bin').map(({ code, copies }) => ({ bin: code, copies })),
  tags: of(things, 'tag').map(({ code, title, detail, copies }) => ({ code, title, detail: detail ?? null, copies })),
})

export const printLabels = (body: Labels) => api.made('/labels', body)
