/** What a format would refuse, taken apart: where it is, and under what rule. */
export interface Said {
  /** As locales name it: `buyer.tax_id`, `lines.unit`; a line's place is apart. */
  place: string
  /** From one. */
  line?: number
  /** `TEIF-ID`, or what stands for all rules of a kind: `BR-DEC`. */
  rule?: string
}

/** `/lines/2/unit` with "… (TEIF-LENGTH)" at its end. */
export function said(pointer: string, detail: string): Said {
  const steps = pointer.split('/').filter(Boolean)
  const at = steps.findIndex((step) => /^\d+$/.test(step))
  const named = steps.filter((_, step) => step !== at).join('.')
  const place = named === 'lines' ? 'lines.all' : named
  const rule = /\(([A-Z0-9-]+)\)$/.exec(detail)?.[1]
  return {
    place,
    ...(at < 0 ? {} : { line: Number(steps[at]) + 1 }),
    ...(rule ? { rule: rule.startsWith('BR-DEC') ? 'BR-DEC' : rule } : {}),
  }
}
