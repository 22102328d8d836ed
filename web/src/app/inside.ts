import { firstPlace } from './places'
import { currentMe } from './session'

/** An address of this app to go on to, never "//elsewhere"; else where one begins. */
export function inside(to: string | undefined): string {
  return to && /^\/(?![/\\])/.test(to) ? to : firstPlace(currentMe())
}
