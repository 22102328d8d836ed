/** Schemes of the code list EAS that garages meet, with the country and the register they are of. Any other can be typed: `0151:…`. */
export const SCHEMES = [
  ['0208', 'BE', 'BCE / KBO'],
  ['9925', 'BE', 'TVA / BTW'],
  ['0225', 'FR', 'SIREN'],
  ['0009', 'FR', 'SIRET'],
  ['9957', 'FR', 'TVA'],
  ['9938', 'LU', 'TVA'],
  ['0106', 'NL', 'KvK'],
  ['9944', 'NL', 'BTW'],
  ['9930', 'DE', 'USt-IdNr.'],
  ['0204', 'DE', 'Leitweg-ID'],
  ['9914', 'AT', 'UID'],
  ['0183', 'CH', 'UID / IDE'],
  ['0211', 'IT', 'IVA'],
  ['9920', 'ES', 'NIF'],
  ['9946', 'PT', 'NIF'],
  ['9932', 'GB', 'VAT'],
  ['0088', undefined, 'GLN'],
  ['0060', undefined, 'DUNS'],
] as const

/** `0208:0123456749` in its two parts; a text without a scheme is the second. */
export function parts(text: string, usual: string): [scheme: string, value: string] {
  const [, scheme, value] = /^\s*(?:iso6523-actorid-upis::)?\s*(\d{4})\s*:\s*(.*)$/s.exec(text) ?? []
  return scheme ? [scheme, value ?? ''] : [usual, text]
}
