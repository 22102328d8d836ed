import type { CapacityRow, Day, Id } from '@/api/types'
import { dayName } from './days'
import { useCapacity } from './queries'
import { skillName } from './skills'
import { useWords } from './useWords'

/** How full each day is, for everybody together and for each skill. */
export function CapacityBars({ site, from, until }: { site: Id; from: Day; until: Day }) {
  const { t, language } = useWords()
  const days = useCapacity(site, from, until).data?.days ?? []
  if (days.every(({ all }) => all.able === 0)) return null
  return (
    <section className="panel sched-capacity" aria-label={t('schedule.capacity')}>
      <h2 className="panel-title">{t('schedule.capacity')}</h2>
      {days.map(({ date, all, skills }) => (
        <div key={date} className="sched-capacity-day">
          <h3>{dayName(date, language)}</h3>
          <Bar row={all} name={t('schedule.everybody')} strong />
          {skills.map((row) => (
            <Bar key={row.skill} row={row} name={skillName(t, row.skill)} />
          ))}
        </div>
      ))}
    </section>
  )
}

const hours = (minutes: number) => Math.round(minutes / 6) / 10

function Bar({ row, name, strong = false }: { row: CapacityRow; name: string; strong?: boolean }) {
  const { t } = useWords()
  const whole = Math.max(row.able, row.allocated + row.carried_over, 1)
  const percent = (minutes: number) => `${(minutes / whole) * 100}%`
  const told = t('schedule.capacityOf', {
    name,
    taken: hours(row.allocated + row.carried_over),
    able: hours(row.able),
    free: hours(row.free),
  })
  const classes = ['sched-bar', strong && 'strong', row.free < 0 && 'over'].filter(Boolean).join(' ')
  return (
    <div className={classes} role="img" aria-label={told} title={told}>
      <span className="sched-bar-name">{name}</span>
      <span className="sched-bar-track">
        <span className="carried" style={{ inlineSize: percent(row.carried_over) }} />
        <span className="taken" style={{ inlineSize: percent(row.allocated) }} />
      </span>
    </div>
  )
}
