import { BankOutlined, CreditCardOutlined, FileTextOutlined, WalletOutlined } from '@ant-design/icons'
import { Form, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tender } from '@/api/types'

/** Handed over at the desk: what is paid online comes by itself. */
export type HandedTender = Exclude<Tender, 'online'>

/** The icons repeat the words: they are not read out. */
const TENDERS: [HandedTender, ReactNode][] = [
  ['cash', <WalletOutlined key="c" aria-hidden />],
  ['card', <CreditCardOutlined key="d" aria-hidden />],
  ['transfer', <BankOutlined key="t" aria-hidden />],
  ['cheque', <FileTextOutlined key="q" aria-hidden />],
]

/** How the money is handed over. */
export function TenderField() {
  const { t } = useTranslation()
  return (
    <Form.Item name="tender">
      <Segmented
        block
        aria-label={t('billing.tenderLabel')}
        options={TENDERS.map(([value, icon]) => ({ value, icon, label: t(`billing.tender.${value}`) }))}
      />
    </Form.Item>
  )
}
