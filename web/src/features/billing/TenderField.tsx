import { BankOutlined, CreditCardOutlined, FileTextOutlined, StarOutlined, WalletOutlined } from '@ant-design/icons'
import { Form, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tender } from '@/api/types'

/** Handed over at the desk: what is paid online comes by itself, and points are no money. */
export type HandedTender = Exclude<Tender, 'online' | 'points'>

/** The icons repeat the words: they are not read out. */
const TENDERS: [Tender, ReactNode][] = [
  ['cash', <WalletOutlined key="c" aria-hidden />],
  ['card', <CreditCardOutlined key="d" aria-hidden />],
  ['transfer', <BankOutlined key="t" aria-hidden />],
  ['cheque', <FileTextOutlined key="q" aria-hidden />],
]

const POINTS: [Tender, ReactNode] = ['points', <StarOutlined key="p" aria-hidden />]

/** How the money is handed over; what points paid may go back in points. */
export function TenderField({ points }: { points?: boolean }) {
  const { t } = useTranslation()
  const tenders = points ? [...TENDERS, POINTS] : TENDERS
  return (
    <Form.Item name="tender">
      <Segmented
        block
        aria-label={t('billing.tenderLabel')}
        options={tenders.map(([value, icon]) => ({ value, icon, label: t(`billing.tender.${value}`) }))}
      />
    </Form.Item>
  )
}
