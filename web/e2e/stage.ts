import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { Id } from '../src/api/types'
import { launch } from './browser'
import { type Api, apiOf, type Garage, OWNER, siteOf, startGarage } from './garage'

/** What most files of tests begin with: a garage, what its owner may ask, its first site, and a browser. Set before the first test. */
export let garage: Garage
export let api: Api
export let site: Id
export let browser: Browser

/** Has them from before a file's first test until after its last. */
export function withGarage() {
  beforeAll(async () => {
    garage = await startGarage()
    api = await apiOf(garage, OWNER)
    site = (await siteOf(api, 'LAC')).id
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await garage?.stop()
  })
}
