import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, type Query } from '@/api/client'
import { errorText } from '@/api/problem'
import { saveBlob } from '@/ui/saveBlob'

const FORMATS = ['csv', 'xlsx'] as const

/** The list as it is filtered and sorted, as a file. */
export function ExportButton({ path, name, query }: { path: string; name: string; query: Query }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const take = async (format: (typeof FORMATS)[number]) => {
    setBusy(true)
    try {
      saveBlob(await api.blob(path, { query: { ...query, format } }), `${name}.${format}`)
    } catch (error) {
      message.error(errorText(error))
    }
    setBusy(false)
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: FORMATS.map((format) => ({
          key: format,
          label: t(`customers.export.${format}`),
          onClick: () => take(format),
        })),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={busy}>
        {t('customers.export.go')}
      </Button>
    </Dropdown>
  )
}
