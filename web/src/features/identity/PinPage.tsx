import { ArrowLeftOutlined, UserOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { PinPerson, SharedDevice } from '@/api/types'
import { setShared } from '@/app/device'
import { inside } from '@/app/inside'
import { currentMe, signOut } from '@/app/session'
import { EmptyState } from '@/ui/EmptyState'
import { initials } from '@/ui/initials'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { useUrlState } from '@/ui/useUrlState'
import { AuthCard } from './AuthCard'
import { PinPad } from './PinPad'
import './pin.css'

/** The next person at a shared tablet: whose face, then their PIN. Whoever was there before is out. */
export function PinPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [url] = useUrlState()
  const [person, setPerson] = useState<PinPerson | null>(null)
  const device = useDevice()
  const gone = device.error !== null && asProblem(device.error).code === 'device-not-enrolled'
  useEffect(() => {
    if (!gone) return
    setShared(false)
    navigate({ to: '/sign-in', replace: true })
  }, [gone, navigate])
  const password = (
    <p className="sign-in-links">
      <Link to="/sign-in">{t('pin.usePassword')}</Link>
    </p>
  )
  if (person)
    return (
      <AuthCard title={person.name}>
        <PinPad person={person} onDone={() => navigate({ href: inside(url.to), replace: true })} />
        <p className="sign-in-links">
          <Button type="link" icon={<ArrowLeftOutlined className="flip-rtl" />} onClick={() => setPerson(null)}>
            {t('pin.someoneElse')}
          </Button>
        </p>
      </AuthCard>
    )
  return (
    <AuthCard title={t('pin.who')} wide>
      {device.isPending && <Skeleton active />}
      {!gone && <ProblemAlert error={device.error} onRetry={() => device.refetch()} />}
      {device.data && <People device={device.data} onPick={setPerson} />}
      {password}
    </AuthCard>
  )
}

/** The device and its people, once whoever was there is out. */
function useDevice() {
  const [free, setFree] = useState(currentMe() === null)
  useEffect(() => {
    if (!free) signOut().then(() => setFree(true))
  }, [free])
  return useQuery({
    queryKey: ['shared-device'],
    queryFn: ({ signal }) => api.get<SharedDevice>('/auth/pin', { signal }),
    enabled: free,
    retry: false,
    staleTime: 0,
  })
}

function People({ device, onPick }: { device: SharedDevice; onPick: (person: PinPerson) => void }) {
  const { t } = useTranslation()
  if (device.people.length === 0)
    return <EmptyState icon={<UserOutlined />} title={t('pin.nobody')} text={t('pin.nobodyText')} />
  return (
    <>
      <p className="muted">
        <bdi>{device.name}</bdi>
      </p>
      <ul className="pin-people">
        {device.people.map((person) => (
          <li key={person.id}>
            <button type="button" className="pin-person" onClick={() => onPick(person)}>
              <span className="pin-face" aria-hidden>
                {initials(person.name)}
              </span>
              <bdi>{person.name}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
