/** A part of a text, and whether it is what was looked for. */
export interface Part {
  text: string
  hit: boolean
  /** Where it begins. */
  at: number
}

interface Letter {
  folded: string
  at: number
  begins: boolean
}

const fold = (text: string) =>
  text
    .toLocaleLowerCase('fr')
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, '')
    .replace(/[\u0623\u0625\u0622]/g, '\u0627')
    .replace(/\u0629/g, '\u0647')
    .replace(/\u0649/g, '\u064a')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))

/** Where words of a text begin like words of the query, whatever their accents and the separators in a number. */
export function matches(text: string, query: string): Part[] {
  const letters = lettersOf(text)
  const marked = new Set<number>()
  for (const word of fold(query).split(/[^\p{L}\p{N}]+/u)) {
    if (word) mark(letters, word, marked)
  }
  const whole = fold(query).replace(/[^\p{N}]/gu, '')
  if (whole.length > 3) mark(letters, whole, marked)
  return partsOf(text, marked)
}

function lettersOf(text: string): Letter[] {
  const letters: Letter[] = []
  let before = ''
  let at = 0
  for (const letter of text) {
    const folded = fold(letter)
    if (/[\p{L}\p{N}]/u.test(folded)) letters.push({ folded, at, begins: !/[\p{L}\p{N}\p{M}'\u2019]/u.test(before) })
    before = letter
    at += letter.length
  }
  return letters
}

/** Numbers are read across their separators, words are not. */
function mark(letters: Letter[], word: string, marked: Set<number>) {
  letters.forEach(({ begins }, from) => {
    if (!begins) return
    const run = letters.slice(from, from + word.length)
    const isBroken = /\p{L}/u.test(word) && run.slice(1).some((letter) => letter.begins)
    if (!isBroken && run.map(({ folded }) => folded).join('') === word) for (const { at } of run) marked.add(at)
  })
}

function partsOf(text: string, marked: Set<number>): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const letter of text) {
    const hit = marked.has(at)
    const last = parts.at(-1)
    if (last?.hit === hit) last.text += letter
    else parts.push({ text: letter, hit, at })
    at += letter.length
  }
  return parts
}
