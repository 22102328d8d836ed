import { App, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { ScannedArticle, StockTake } from '@/api/types'
import { scanned } from '@/features/scan/lookUp'
import { ScaledInput } from '@/ui/ScaledInput'
import { ScanField } from '@/ui/ScanField'

interface Props {
  take: StockTake
  onCount: (product: string, quantity: number) => Promise<unknown>
}

/** Counting with a scanner: the article, how many, the next. Nobody is told what is expected. */
export function CountScan({ take, onCount }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [article, setArticle] = useState<ScannedArticle | null>(null)
  const find = async (code: string) => {
    const found = await scanned(take.site_id, code).catch((error: unknown) => {
      message.error(errorText(error))
      return undefined
    })
    if (found === null || found?.bin) message.warning(t('scan.nothing', { code }))
    setArticle(found?.article ?? null)
    return Boolean(found?.article)
  }
  return (
    <>
      <ScanField label={t('issue.scan')} onCode={find} />
      {article && <HowMany key={article.id} article={article} onCount={onCount} onClose={() => setArticle(null)} />}
    </>
  )
}

interface HowManyProps {
  article: ScannedArticle
  onCount: Props['onCount']
  onClose: () => void
}

function HowMany({ article, onCount, onClose }: HowManyProps) {
  const { t } = useTranslation()
  const [quantity, setQuantity] = useState<number | null>(null)
  const save = async () => {
    if (quantity === null) return
    await onCount(article.id, quantity)
    onClose()
  }
  return (
    <Modal
      open
      title={article.name}
      width={380}
      onCancel={onClose}
      onOk={save}
      okText={t('common.save')}
      okButtonProps={{ disabled: quantity === null }}
      cancelText={t('common.close')}
    >
      <ScaledInput
        autoFocus
        decimals={3}
        min={0}
        label={t('store.counted')}
        value={quantity}
        onChange={setQuantity}
        onEnter={save}
      />
    </Modal>
  )
}
