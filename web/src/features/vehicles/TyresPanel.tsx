import { InboxOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { StoredTyres, Tyre, Vehicle, VehicleTyres } from '@/api/types'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Tag } from '@/ui/StatusTag'
import { formatScaled } from '@/ui/scaled'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { StoreTyresDialog, TyresDialog } from './TyresDialogs'

/** Least depth that the law allows, in tenths of a millimetre. */
const LEAST_TREAD = 16

/** What is mounted, and what the garage keeps. */
export function TyresPanel({ vehicle }: { vehicle: Vehicle }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const key = ['vehicles', 'tyres', vehicle.id]
  const [opened, setOpened] = useState<'record' | 'store' | null>(null)
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<VehicleTyres>(`/vehicles/${vehicle.id}/tyres`, { signal }),
  })
  const keep = (tyres: VehicleTyres) => client.setQueryData(key, tyres)
  const present = query.data?.present ?? []
  const stored = (query.data?.stored ?? []).filter(({ returned_at }) => returned_at === null)
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title grow">{t('vehicles.tyres.title')}</h2>
        {vehicle.actions.includes('update') && (
          <Button icon={<InboxOutlined />} onClick={() => setOpened('store')}>
            {t('vehicles.tyres.store')}
          </Button>
        )}
        {vehicle.actions.includes('record_odometer') && (
          <Button icon={<PlusOutlined />} onClick={() => setOpened('record')}>
            {t('vehicles.tyres.record')}
          </Button>
        )}
      </header>
      <div className="panel-body">
        {query.error && <ProblemAlert error={query.error} onRetry={() => query.refetch()} />}
        {query.isSuccess && present.length + stored.length === 0 && <p className="muted">{t('vehicles.tyres.none')}</p>}
        <ul className="past">
          {present.map((tyre) => (
            <Mounted key={tyre.id} tyre={tyre} />
          ))}
          {stored.map((set) => (
            <Kept key={set.id} set={set} vehicle={vehicle} onKeep={keep} />
          ))}
        </ul>
      </div>
      {opened === 'record' && (
        <TyresDialog vehicle={vehicle} present={present} onSaved={keep} onClose={() => setOpened(null)} />
      )}
      {opened === 'store' && <StoreTyresDialog vehicle={vehicle} onSaved={keep} onClose={() => setOpened(null)} />}
    </section>
  )
}

function Mounted({ tyre }: { tyre: Tyre }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { position, size, dot, tread, season, at } = tyre
  return (
    <li className="row wrap">
      <strong className="tyre-place">{t(`vehicles.tyres.position.${position}`)}</strong>
      <bdi dir="ltr">{size}</bdi>
      <span className="muted">{t(`vehicles.tyres.season.${season}`)}</span>
      {dot && (
        <bdi dir="ltr" className="muted">
          DOT {dot}
        </bdi>
      )}
      {tread !== null && (
        <Tag tone={tread < LEAST_TREAD ? 'red' : tread < 30 ? 'amber' : 'green'}>
          <bdi dir="ltr">{formatScaled(tread, 1, language)} mm</bdi>
        </Tag>
      )}
      <span className="grow" />
      <span className="muted small">
        <Time at={at} />
      </span>
    </li>
  )
}

interface KeptProps {
  set: StoredTyres
  vehicle: Vehicle
  onKeep: (tyres: VehicleTyres) => void
}

function Kept({ set, vehicle, onKeep }: KeptProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const giveBack = () =>
    api
      .post<VehicleTyres>(`/vehicles/${vehicle.id}/stored-tyres/${set.id}/return`)
      .then(onKeep)
      .catch((error: unknown) => message.error(errorText(error)))
  return (
    <li className="row wrap">
      <Tag tone="blue">{t('vehicles.tyres.kept')}</Tag>
      <bdi className="code">{set.location}</bdi>
      <bdi className="muted">{set.description}</bdi>
      <span className="grow" />
      {vehicle.actions.includes('update') && (
        <Button size="small" onClick={giveBack}>
          {t('vehicles.tyres.giveBack')}
        </Button>
      )}
    </li>
  )
}
