import { readAgent } from './agent'

/** "Firefox · Linux"; the long name on hover. */
export function AgentName({ agent }: { agent: string }) {
  const { browser, system } = readAgent(agent)
  return (
    <bdi dir="ltr" title={agent}>
      {[browser, system].filter(Boolean).join(' · ') || '—'}
    </bdi>
  )
}
