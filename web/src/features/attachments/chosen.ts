/** What is taken, and how large: the server looks again, by the first bytes. */
export const TAKEN = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp']
export const LARGEST = 10 * 1024 * 1024
const LONGEST_NAME = 120

/** Why a file is not even sent: a code of `attachments.fault`. */
export type Fault = 'large' | 'type' | 'empty'

export function faultOf({ size, type }: { size: number; type: string }): Fault | null {
  if (!TAKEN.includes(type)) return 'type'
  if (size === 0) return 'empty'
  return size > LARGEST ? 'large' : null
}

/** What a file is called without what it ends in: "bon 8841.pdf" -> "bon 8841". */
export function nameOf(file: string): string {
  return file.replace(/\.(pdf|jpe?g|png|webp)$/i, '').slice(0, LONGEST_NAME)
}

/** "480 kB", "1.2 MB" */
export function sizeText(bytes: number, language: string): string {
  const large = bytes >= 1_000_000
  const unit = large ? 'megabyte' : 'kilobyte'
  const value = large ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1000))
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}
