import { Alert, Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useSiteId } from '@/app/site'
import { canOverrule, clashWords } from './clash'
import { useResources } from './settings/queries'
import { useWords } from './useWords'

interface Props {
  /** What was refused; nothing is shown of anything but a clash. */
  error: unknown
  mayOverbook: boolean
  onOverbook: () => void
}

/** Why the time cannot be had, and a way to have it all the same for who may. */
export function ClashAlert({ error, mayOverbook, onOverbook }: Props) {
  const words = useWords()
  const resources = useResources(useSiteId()).data ?? []
  const sentences = clashWords(error, words)
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal is brought into sight
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [error])
  if (sentences.length === 0) return null
  return (
    <div ref={box}>
      <Alert
        type="error"
        showIcon
        role="alert"
        className="clash"
        title={words.t('problem.clash')}
        description={sentences.map((sentence) => <div key={sentence}>{sentence}</div>)}
        action={
          mayOverbook &&
          canOverrule(error, resources) && <Button onClick={onOverbook}>{words.t('schedule.overbook')}</Button>
        }
      />
    </div>
  )
}
