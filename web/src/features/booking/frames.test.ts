import { expect, test } from 'vitest'
import { isOrigin, originOf, snippet } from './frames'

test('an address is shortened to its origin, and what is none stays to be refused', () => {
  expect(originOf(' https://Garage.example/contact?x=1 ')).toBe('https://garage.example')
  expect(originOf('www.garage.example')).toBe('https://www.garage.example')
  expect(originOf('https://garage.example:443')).toBe('https://garage.example')
  expect(originOf('http://localhost:3000/')).toBe('http://localhost:3000')
  expect(originOf('javascript:alert(1)')).toBe('javascript:alert(1)')
  expect(originOf('two words')).toBe('two words')
})

test('only secure places and this machine may show the page', () => {
  expect(['https://garage.example', 'https://garage.example:8443', 'http://127.0.0.1:3000'].every(isOrigin)).toBe(true)
  expect(['http://garage.example', 'https://*', 'javascript:alert(1)', 'two words', ''].some(isOrigin)).toBe(false)
})

test('the snippet names one frame, one page and one origin', () => {
  const text = snippet({ origin: 'https://ecar.example', code: 'LAC', title: 'Say "when"' })
  expect(text).toContain('<iframe id="ecar-lac" src="https://ecar.example/book/lac" title="Say &quot;when&quot;"')
  expect(text).toContain("event.origin !== 'https://ecar.example'")
})
