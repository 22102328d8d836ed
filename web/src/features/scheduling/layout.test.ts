import { expect, test } from 'vitest'
import type { AppointmentRow, Schedule, ScheduleDay, ScheduleResource } from '@/api/types'
import { cardsOf, columns, gaps, moved, shifted, shownHours, snap } from './layout'

const at = (time: string) => `2026-11-27T${time}:00.000Z`
const ms = (time: string) => Date.parse(at(time))

const day: ScheduleDay = {
  date: '2026-11-27',
  from: '2026-11-26T23:00:00.000Z',
  until: '2026-11-27T23:00:00.000Z',
  open: [
    { from: at('07:00'), until: at('11:00') },
    { from: at('13:00'), until: at('17:00') },
  ],
  locked: null,
}

function resource(id: string, kind: ScheduleResource['kind'], ...slices: [string, string][]): ScheduleResource {
  const allocations = slices.map(([from, until], place) => ({
    id: `${id}-${place}`,
    from: at(from),
    until: at(until),
    appointment_id: 'one',
    work_order_id: null,
  }))
  return { id, kind, name: id, user_id: null, codes: [], active: true, hours: [], absences: [], allocations }
}

const row = { id: 'one', start: at('08:00'), end: at('10:00'), actions: ['reschedule'] } as unknown as AppointmentRow

function schedule(...resources: ScheduleResource[]): Schedule {
  const shared = { site_id: 'site', time_zone: 'Africa/Tunis', slot_minutes: 15, actions: [] }
  return { ...shared, days: [day], resources, appointments: [row] }
}

test('bays come with the equipment behind them, and people stand by themselves', () => {
  const all = schedule(resource('tool', 'equipment'), resource('amine', 'technician'), resource('bay', 'bay'))
  expect(columns(all, 'bays').map(({ id }) => id)).toEqual(['bay', 'tool'])
  expect(columns(all, 'technicians').map(({ id }) => id)).toEqual(['amine'])
})

test('a day is shown from opening to closing, and as much longer as something is on', () => {
  const hours = (...all: ScheduleResource[]) => {
    const { from, until } = shownHours(day, all)
    return [new Date(from).toISOString().slice(11, 16), new Date(until).toISOString().slice(11, 16)]
  }
  expect(hours(resource('bay', 'bay'))).toEqual(['07:00', '17:00'])
  expect(hours(resource('bay', 'bay', ['16:30', '17:20']))).toEqual(['07:00', '18:00'])
  const closed = shownHours({ ...day, open: [] }, [])
  expect((closed.until - closed.from) / 3_600_000).toBe(10)
})

test('what the hours leave out is shaded', () => {
  const shown = { from: ms('07:00'), until: ms('18:00') }
  const open = day.open.map(({ from, until }) => ({ from: Date.parse(from), until: Date.parse(until) }))
  expect(gaps(open, shown)).toEqual([
    { from: ms('11:00'), until: ms('13:00') },
    { from: ms('17:00'), until: ms('18:00') },
  ])
  expect(gaps([], shown)).toEqual([shown])
})

test('a dropped card begins with a slot, within the day', () => {
  const shown = { from: ms('07:00'), until: ms('17:00') }
  expect(snap(ms('09:08'), shown, 15)).toBe(ms('09:15'))
  expect(snap(ms('05:00'), shown, 15)).toBe(ms('07:00'))
  expect(snap(ms('19:00'), shown, 15)).toBe(ms('16:45'))
})

test('arrows move by a slot or a column, the other way round where one reads from the right', () => {
  const from = ms('08:00')
  const step = 900_000
  const move = (key: string, rtl = false) => shifted({ resource: 'a', from }, key, ['a', 'b'], step, rtl)
  expect(move('ArrowDown')).toEqual({ resource: 'a', from: from + step })
  expect(move('ArrowUp')).toEqual({ resource: 'a', from: from - step })
  expect(move('ArrowRight')).toEqual({ resource: 'b', from })
  expect(move('ArrowLeft')).toBeNull()
  expect(move('ArrowLeft', true)).toEqual({ resource: 'b', from })
})

test('an appointment moves with all its slices, and the dragged one to the other resource', () => {
  const bays = [resource('bay', 'bay', ['08:00', '10:00']), resource('other', 'bay')]
  const before = schedule(...bays, resource('amine', 'technician', ['08:00', '10:00']))
  const [card] = cardsOf(before.resources[0] as ScheduleResource, new Map([[row.id, row]]))
  if (!card) throw new Error('no card')
  const after = moved(before, card, { resource: 'other', from: ms('09:00') })
  const times = after.resources.map(({ id, allocations }) => [id, allocations.map(({ from }) => from)])
  expect(times).toEqual([
    ['bay', []],
    ['other', [at('09:00')]],
    ['amine', [at('09:00')]],
  ])
  expect(after.appointments[0]).toMatchObject({ start: at('09:00'), end: at('11:00'), actions: [] })
})
