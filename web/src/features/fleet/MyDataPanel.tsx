import { DeleteOutlined, DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { MyData } from '@/api/types'
import { ConfirmErasure } from '@/features/customers/ConfirmErasure'
import { saveBlob } from '@/ui/saveBlob'

/** What the garage keeps of who looks, for them to take, or to have erased. Nothing for who is no customer. */
export function MyDataPanel() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [erasing, setErasing] = useState(false)
  const { data, refetch } = useQuery({
    queryKey: ['my-data'],
    queryFn: ({ signal }) => api.get<MyData>('/my-data', { signal }),
  })
  if (!data?.outlook) return null
  const take = async () => {
    try {
      saveBlob(await api.blob('/my-data/export'), 'my-data.json')
    } catch (error) {
      message.error(errorText(error))
    }
  }
  const erase = async () => {
    await api.post('/my-data/erase')
    message.success(t('erasure.mineDone'))
    await refetch()
  }
  return (
    <section className="panel" aria-labelledby="my-data">
      <header className="panel-head">
        <h2 id="my-data" className="panel-title">
          {t('erasure.mine')}
        </h2>
      </header>
      <div className="panel-body stack">
        <p className="muted">{t('erasure.mineText')}</p>
        <div className="row wrap">
          <Button icon={<DownloadOutlined />} onClick={take}>
            {t('erasure.mineExport')}
          </Button>
          <Button danger icon={<DeleteOutlined />} onClick={() => setErasing(true)}>
            {t('erasure.mineErase')}
          </Button>
        </div>
      </div>
      {erasing && (
        <ConfirmErasure
          title={t('erasure.mineDialog')}
          outlook={data.outlook}
          now={t('erasure.mineNow')}
          word={t('erasure.mineWord')}
          onErase={erase}
          onClose={() => setErasing(false)}
        />
      )}
    </section>
  )
}
