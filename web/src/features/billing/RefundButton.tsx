import { RollbackOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '@/api/types'
import { RefundDialog } from './RefundDialog'

export function RefundButton({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<RollbackOutlined />} onClick={() => setOpen(true)}>
        {t('billing.refund')}
      </Button>
      {open && <RefundDialog invoice={invoice} onClose={() => setOpen(false)} />}
    </>
  )
}
