import { lazy, Suspense } from 'react'
import { useTimeZone } from '@/app/site'
import type { Days } from '@/ui/months'
import { toWall } from '@/ui/time'
import { useUrlState } from '@/ui/useUrlState'
import { BreakdownPanels } from './BreakdownPanels'
import { BYS, opened } from './breakdown'
import { LeaksCard } from './LeaksCard'
import { ReceivablesCard } from './ReceivablesCard'

const BreakdownDrawer = lazy(async () => ({ default: (await import('./BreakdownDrawer')).BreakdownDrawer }))

interface Props {
  site?: string
  days: Days
}

/** What stands below the figures: who and what they are of, what leaks, and what is owed. */
export function MorePanels({ site, days }: Props) {
  const [url, setUrl] = useUrlState()
  const today = toWall(new Date(), useTimeZone()).slice(0, 10)
  const part = opened(url.part)
  return (
    <>
      {BYS.map((by) => (
        <BreakdownPanels key={by} by={by} site={site} days={days} />
      ))}
      <LeaksCard site={site} onOpen={(leaks) => setUrl({ leaks })} />
      <ReceivablesCard
        site={site}
        on={days.until < today ? days.until : undefined}
        onSave={() => setUrl({ saved: 'new', what: 'receivables' })}
      />
      <Suspense>
        {part && <BreakdownDrawer {...part} site={site} days={days} onClose={() => setUrl({ part: undefined })} />}
      </Suspense>
    </>
  )
}
