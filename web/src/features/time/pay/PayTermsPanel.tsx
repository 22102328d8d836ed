import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id, PayTerms } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSite } from '@/app/site'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { Percent } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Day } from '@/ui/Time'
import { PayTermsDialog } from './PayTermsDialog'
import { payChanged, removePayTerms, usePayTerms } from './queries'

/** What everybody earns, from which day on. */
export function PayTermsPanel({ site }: { site: Id }) {
  const { t } = useTranslation()
  const may = useMay('pay.write')
  const query = usePayTerms(site)
  const [opened, setOpened] = useState<PayTerms | 'new' | null>(null)
  const add = may && (
    <Button icon={<PlusOutlined />} onClick={() => setOpened('new')}>
      {t('time.pay.add')}
    </Button>
  )
  return (
    <>
      <RowsPanel<PayTerms>
        title={t('time.pay.terms')}
        action={add}
        query={query}
        columns={useColumns(setOpened)}
        empty={<EmptyState title={t('time.pay.noTermsYet')} text={t('time.pay.noTermsText')} />}
      />
      {opened && (
        <PayTermsDialog site={site} terms={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />
      )}
    </>
  )
}

function useColumns(onEdit: (terms: PayTerms) => void): Column<PayTerms>[] {
  const { t } = useTranslation()
  const currency = useSite()?.currency
  const { message } = App.useApp()
  const client = useQueryClient()
  const remove = (terms: PayTerms) =>
    removePayTerms(terms.id).then(
      () => payChanged(client),
      (error: unknown) => message.error(errorText(error)),
    )
  const amount = (part: 'hourly' | 'flat_rate'): Column<PayTerms> => ({
    key: part,
    title: t(`time.pay.rate.${part}`),
    end: true,
    named: true,
    render: (row) => (row[part] > 0 && currency ? <Money amount={row[part]} currency={currency} /> : '—'),
  })
  const share = (part: 'labour_share' | 'parts_share'): Column<PayTerms> => ({
    key: part,
    title: t(`time.pay.rate.${part}`),
    end: true,
    named: true,
    render: (row) => (row[part] > 0 ? <Percent value={row[part]} /> : '—'),
  })
  return [
    { key: 'name', title: t('time.person'), render: ({ user }) => <bdi>{user.name}</bdi> },
    { key: 'from', title: t('time.pay.from'), render: ({ from_on }) => <Day day={from_on} /> },
    amount('hourly'),
    amount('flat_rate'),
    share('labour_share'),
    share('parts_share'),
    {
      key: 'back_flag',
      title: t('time.pay.rate.back_flag'),
      named: true,
      render: ({ back_flag }) => t(back_flag ? 'time.pay.yes' : 'time.pay.no'),
    },
    {
      key: 'actions',
      title: '',
      end: true,
      render: (row) =>
        row.actions.length > 0 && (
          <span className="row">
            <Button
              type="text"
              icon={<EditOutlined />}
              aria-label={`${t('common.edit')} ${row.user.name}`}
              onClick={() => onEdit(row)}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`${t('common.remove')} ${row.user.name}`}
              onClick={() => remove(row)}
            />
          </span>
        ),
    },
  ]
}
