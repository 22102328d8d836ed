import { expect, test } from 'vitest'
import { readAgent } from './agent'

test('a browser is called by its own name, not by those it claims', () => {
  const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0'
  const phone = 'Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36'
  const tablet =
    'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1'
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'
  expect(readAgent(edge)).toEqual({ browser: 'Edge', system: 'Windows' })
  expect(readAgent(phone)).toEqual({ browser: 'Chrome', system: 'Android' })
  expect(readAgent(tablet)).toEqual({ browser: 'Safari', system: 'iPad' })
  expect(readAgent(firefox)).toEqual({ browser: 'Firefox', system: 'Linux' })
})

test('a program keeps its name, and nothing is nothing', () => {
  expect(readAgent('curl/7.88.1')).toEqual({ browser: 'curl', system: '' })
  expect(readAgent('')).toEqual({ browser: '', system: '' })
})
