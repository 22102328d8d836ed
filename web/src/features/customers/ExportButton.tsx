import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, type Query } from '@/api/client'
import { errorText } from '@/api/problem'
import { saveBlob } from '@/ui/saveBlob'

/** Formats of files, with the ending of each. */
const ENDINGS = { csv: 'csv', xlsx: 'xlsx', fec: 'txt', xero: 'csv', quickbooks: 'csv' } as const
type Format = keyof typeof ENDINGS

interface Props {
  path: string
  name: string
  query: Query
  formats?: Format[]
  /** What it is about, for who cannot see where it stands. */
  label?: string
}

/** The list as it is filtered and sorted, as a file. */
export function ExportButton({ path, name, query, formats = ['csv', 'xlsx'], label }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const take = async (format: Format) => {
    setBusy(true)
    try {
      saveBlob(await api.blob(path, { query: { ...query, format } }), `${name}.${ENDINGS[format]}`)
    } catch (error) {
      message.error(errorText(error))
    }
    setBusy(false)
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: formats.map((format) => ({
          key: format,
          label: t(`customers.export.${format}`),
          onClick: () => take(format),
        })),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={busy} aria-label={label}>
        {t('customers.export.go')}
      </Button>
    </Dropdown>
  )
}
