/** A line of an import's report: what it does or did to a row, or to one field of it. */
export interface Difference {
  line: string
  outcome: string
  field: string
  before: string
  after: string
  error: string
}

/** A value as it is: the report keeps spreadsheets from reading it as a formula. */
const plain = (text: string) => text.replace(/^'(?=[=+\-@])/, '')

/** What changes and what is refused, in the order of the file: what is only created or unchanged has nothing to compare. */
export function differencesIn(report: string): Difference[] {
  const [, ...rows] = cells(report)
  return rows
    .map(([line = '', outcome = '', field = '', before = '', after = '', error = '']) => ({
      line,
      outcome,
      field,
      before: plain(before),
      after: plain(after),
      error,
    }))
    .filter(({ outcome }) => outcome === 'updated' || outcome === 'refused')
}

/** What an undo left as it is, and why. */
export interface Left {
  line: string
  record: string
  /** Empty: all of the record. */
  field: string
  reason: string
}

export function leftIn(report: string): Left[] {
  const [, ...rows] = cells(report)
  return rows.map(([line = '', record = '', field = '', reason = '']) => ({ line, record, field, reason }))
}

/** CSV by RFC 4180. */
function cells(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (end === '' && row.length === 0 && !quoted && !plain) break
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    rows.push(row)
    row = []
    if (end === '') break
  }
  return rows
}

interface PriceChange {
  count: number
  /** On average, in percent with its sign. */
  average: string
}

/** What a price list changes by its report: the field `change` has how much dearer or cheaper each article is. */
export function priceChanges(rows: Difference[]): { dearer: PriceChange; cheaper: PriceChange } {
  const percents = rows.filter(({ field }) => field === 'change').map(({ after }) => Number.parseFloat(after))
  const of = (some: number[]): PriceChange => {
    const average = some.reduce((sum, percent) => sum + percent, 0) / Math.max(some.length, 1)
    return { count: some.length, average: `${average > 0 ? '+' : ''}${average.toFixed(1)} %` }
  }
  return {
    dearer: of(percents.filter((percent) => percent > 0)),
    cheaper: of(percents.filter((percent) => percent < 0)),
  }
}
