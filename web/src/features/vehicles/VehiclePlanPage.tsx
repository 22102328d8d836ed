import { PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { PlanItem, VehiclePlan } from '@/api/types'
import { useMay } from '@/app/permission'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'
import { PlanItemDialog } from './PlanItemDialog'

type Row = PlanItem & { id: string }

/** What the garage does to vehicles again and again, and how often. */
export function VehiclePlanPage() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const navigate = useNavigate()
  const may = useMay('vehicle.configure')
  const [edited, setEdited] = useState<PlanItem | 'new' | null>(null)
  const plan = useQuery({
    queryKey: ['vehicle-plan'],
    queryFn: ({ signal }) => api.get<VehiclePlan>('/vehicle-plan', { signal }),
  })
  const items = plan.data?.items ?? []
  const save = async (next: PlanItem[]) => {
    client.setQueryData(['vehicle-plan'], await api.put<VehiclePlan>('/vehicle-plan', { items: next }))
    client.invalidateQueries({ queryKey: ['vehicles'] })
    message.success(t('vehicles.plan.saved'))
  }
  const keep = (item: PlanItem) =>
    save(
      items.some(({ key }) => key === item.key)
        ? items.map((old) => (old.key === item.key ? item : old))
        : [...items, item],
    )
  const add = may && (
    <>
      <Button onClick={() => navigate({ to: '/vehicle-fields' })}>{t('vehicles.fields.title')}</Button>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
        {t('vehicles.plan.add')}
      </Button>
    </>
  )
  return (
    <>
      <PageHeader title={t('vehicles.plan.title')} actions={add} />
      <p className="muted">{t('vehicles.plan.text')}</p>
      <RowsPanel<Row>
        query={{ ...plan, data: plan.data?.items.map((item) => ({ ...item, id: item.key })) }}
        columns={useColumns(may ? setEdited : undefined)}
        empty={<EmptyState title={t('table.empty')} />}
      />
      {edited && (
        <PlanItemDialog
          item={edited === 'new' ? undefined : edited}
          taken={items.map(({ key }) => key)}
          onSave={keep}
          onRemove={(item) => save(items.filter(({ key }) => key !== item.key))}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  )
}

function useColumns(onEdit?: (item: PlanItem) => void): Column<Row>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const number = (value: number | null | undefined) => (value ? formatScaled(value, 0, language) : '—')
  return [
    {
      key: 'title',
      title: t('vehicles.plan.item'),
      render: ({ id: _, ...item }) =>
        onEdit ? (
          <Button type="link" className="proposal" onClick={() => onEdit(item)}>
            {item.title[language]}
          </Button>
        ) : (
          item.title[language]
        ),
    },
    { key: 'km', title: t('vehicles.plan.km'), named: true, end: true, render: ({ km }) => number(km) },
    { key: 'months', title: t('vehicles.plan.months'), named: true, end: true, render: ({ months }) => number(months) },
    { key: 'hours', title: t('vehicles.plan.hours'), named: true, end: true, render: ({ hours }) => number(hours) },
    {
      key: 'fuels',
      newLine: true,
      title: t('vehicles.plan.fuels'),
      render: ({ fuels }) => fuels.map((fuel) => t(`vehicles.fuel.${fuel}`)).join(', ') || '—',
    },
    {
      key: 'words',
      desktopOnly: true,
      title: t('vehicles.plan.words'),
      render: ({ words }) => <bdi className="muted">{words.join(', ')}</bdi>,
    },
  ]
}
