import { DownloadOutlined, SafetyCertificateOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Archive, Id } from '@/api/types'
import { useMay } from '@/app/permission'
import { CopyButton } from '@/ui/CopyField'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import type { Column } from '@/ui/RowCards'
import { saveBlob } from '@/ui/saveBlob'
import { Day, Time } from '@/ui/Time'

const ArchiveDialog = lazy(async () => ({ default: (await import('./ArchiveDialog')).ArchiveDialog }))

/** Signed archives of issued documents, and the next one. */
export function ArchivesPanel({ site }: { site: Id }) {
  const { t } = useTranslation()
  const may = useMay('accounting.export')
  const [open, setOpen] = useState(false)
  return (
    <>
      <div className="row wrap">
        <h2 className="section-title grow">{t('archives.title')}</h2>
        {may && (
          <Button icon={<SafetyCertificateOutlined />} onClick={() => setOpen(true)}>
            {t('archives.create')}
          </Button>
        )}
      </div>
      <DataTable<Archive>
        path="/archives"
        query={{ site }}
        columns={useColumns()}
        empty={<EmptyState title={t('archives.none')} text={t('archives.noneText')} />}
      />
      <Suspense fallback={null}>{open && <ArchiveDialog site={site} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}

function useColumns(): Column<Archive>[] {
  const { t } = useTranslation()
  return [
    { key: 'number', title: t('archives.number'), render: ({ number }) => <strong className="code">{number}</strong> },
    {
      key: 'days',
      title: t('accounting.days'),
      render: ({ from, until }) => (
        <>
          <Day day={from} /> – <Day day={until} />
        </>
      ),
    },
    {
      key: 'documents',
      title: t('accounting.numbers'),
      end: true,
      named: true,
      render: ({ documents }) => <span className="num">{documents}</span>,
    },
    {
      key: 'key',
      title: t('archives.key'),
      newLine: true,
      named: true,
      render: ({ key }) => (
        <span className="row">
          <span className="code">{key.slice(0, 16)}…</span>
          <CopyButton text={key} />
        </span>
      ),
    },
    {
      key: 'by',
      title: t('accounting.by'),
      desktopOnly: true,
      render: ({ by, at }) => (
        <>
          <bdi>{by}</bdi> · <Time at={at} />
        </>
      ),
    },
    { key: 'file', title: '', end: true, render: (archive) => <TakeButton archive={archive} /> },
  ]
}

function TakeButton({ archive: { id, number } }: { archive: Archive }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    try {
      saveBlob(await api.blob(`/archives/${id}/file`), `archive-${number}.zip`)
    } catch (error) {
      message.error(errorText(error))
    }
    setBusy(false)
  }
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={take} aria-label={t('archives.take', { number })}>
      {t('archives.takeShort')}
    </Button>
  )
}
