import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id, Resource } from '@/api/types'
import { useMay } from '@/app/permission'
import { EmptyState } from '@/ui/EmptyState'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { skillName } from '../skills'
import { Absences } from './Absences'
import { useResources } from './queries'
import { ResourceForm } from './ResourceForm'

type Opened = { what: 'new' } | { what: 'edit' | 'absences'; resource: Resource } | null

/** Bays, equipment and technicians of the site. */
export function Resources({ site }: { site: Id }) {
  const { t } = useTranslation()
  const mayManage = useMay('schedule.manage')
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const add = mayManage && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpened({ what: 'new' })}>
      {t('schedule.addResource')}
    </Button>
  )
  return (
    <>
      <RowsPanel<Resource>
        title={t('schedule.part.resources')}
        query={useResources(site)}
        columns={useColumns(setOpened)}
        action={add}
        empty={<EmptyState title={t('schedule.noResources')} text={t('schedule.noResourcesText')} action={add} />}
      />
      {opened?.what === 'new' && <ResourceForm site={site} onClose={close} />}
      {opened?.what === 'edit' && <ResourceForm site={site} resource={opened.resource} onClose={close} />}
      {opened?.what === 'absences' && <Absences resource={opened.resource} onClose={close} />}
    </>
  )
}

function useColumns(onOpen: (opened: Opened) => void): Column<Resource>[] {
  const { t } = useTranslation()
  return [
    { key: 'name', title: t('customers.name'), render: (row) => <bdi>{row.name}</bdi> },
    {
      key: 'kind',
      title: t('schedule.kindLabel'),
      render: (row) => (
        <span className="row wrap">
          {t(`schedule.kind.${row.kind}`)}
          {!row.active && <Tag tone="grey">{t('schedule.inactive')}</Tag>}
        </span>
      ),
    },
    {
      key: 'codes',
      title: t('schedule.ableTo'),
      render: (row) => row.codes.map((code) => skillName(t, code)).join(', ') || '—',
    },
    {
      key: 'actions',
      title: '',
      end: true,
      render: (row) => (
        <span className="row">
          {row.actions.includes('update') && (
            <Button
              icon={<EditOutlined />}
              aria-label={`${t('common.edit')} ${row.name}`}
              onClick={() => onOpen({ what: 'edit', resource: row })}
            />
          )}
          {row.actions.includes('add_absence') && (
            <Button
              aria-label={`${t('schedule.absences')} ${row.name}`}
              onClick={() => onOpen({ what: 'absences', resource: row })}
            >
              {t('schedule.absences')}
            </Button>
          )}
        </span>
      ),
    },
  ]
}
