import type { TFunction } from 'i18next'
import { asProblem } from '@/api/problem'
import type { Id, Instant, Language, Problem, Resource } from '@/api/types'
import { formatInstant } from '@/ui/time'
import { clock, dayOf } from './days'
import { skillName } from './skills'

interface Clash {
  code: string
  resource_id?: Id | null
  resource?: string | null
  from: Instant
  until: Instant
  appointment_id?: string
  label?: string
  overbook?: boolean
}

const CODES = ['taken', 'absence', 'closed', 'locked-day', 'unable', 'too-many-waiters', 'nobody']

export function clashesOf(error: unknown): Clash[] {
  const problem: Problem = asProblem(error)
  if (problem.code !== 'clash') return []
  return (problem.errors ?? []).map(({ code, values }) => ({ ...(values as unknown as Clash), code }))
}

type Kinds = Pick<Resource, 'id' | 'kind'>[]

/** Would the time be had by overbooking: of each kind that is in the way, one of whom nothing is taken? */
export function canOverrule(error: unknown, resources: Kinds): boolean {
  const clashes = clashesOf(error)
  const ofSite = clashes.filter(({ resource_id }) => !resource_id)
  const blocked = new Map<Id, boolean>()
  for (const { resource_id, overbook } of clashes)
    if (resource_id) blocked.set(resource_id, (blocked.get(resource_id) ?? false) || overbook !== true)
  const kinds = new Map<string, boolean>()
  for (const [id, isBlocked] of blocked) {
    const kind = resources.find((one) => one.id === id)?.kind ?? id
    kinds.set(kind, (kinds.get(kind) ?? false) || !isBlocked)
  }
  return clashes.length > 0 && ofSite.every(({ overbook }) => overbook === true) && [...kinds.values()].every(Boolean)
}

interface Words {
  t: TFunction
  language: Language
  zone: string
}

/** Each thing that stands in the way, as a sentence. */
export function clashWords(error: unknown, words: Words): string[] {
  const sentences = clashesOf(error).map((clash) => sentence(clash, words))
  return [...new Set(sentences)]
}

function sentence({ code, resource, from, until, label }: Clash, { t, language, zone }: Words): string {
  const known = CODES.includes(code) ? code : 'taken'
  const sameDay = dayOf(from, zone) === dayOf(until, zone)
  const time = sameDay
    ? `${clock(from, zone)} – ${clock(until, zone)}`
    : `${formatInstant(from, language, zone)} – ${formatInstant(until, language, zone)}`
  return t(`schedule.clash.${known}`, {
    resource: resource || t('schedule.theSite'),
    time,
    label: labelOf(known, label ?? '', t),
  })
}

/** Codes of what is lacking in words; anything else as it was said. */
function labelOf(code: string, label: string, t: TFunction): string {
  if (code === 'unable')
    return label
      .split(', ')
      .map((one) => skillName(t, one))
      .join(', ')
  return code === 'nobody' ? t(`schedule.kind.${label}`) : label
}
