import { DownloadOutlined } from '@ant-design/icons'
import { Alert, App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Id, TakeoverReport, TakeoverTotal } from '@/api/types'
import { Money } from '@/ui/Money'
import { saveBlob } from '@/ui/saveBlob'
import { Words } from '@/ui/Words'

const COUNTS = ['read', 'made', 'changed', 'same', 'refused', 'left'] as const
const SIDES = ['before', 'after', 'refused'] as const
/** Refused rows that are shown; the file has more. */
const SHOWN = 20

interface Props {
  id: Id
  report: TakeoverReport
  addsUp: boolean
}

/** By table, in money before and after, and each row that was refused. */
export function DifferenceReport({ id, report, addsUp }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <Alert
        type={addsUp ? 'success' : 'error'}
        showIcon
        title={t(addsUp ? 'takeover.addsUp' : 'takeover.differs')}
        description={t('takeover.from', { system: t(`takeover.systems.${report.system}`) })}
      />
      <Tables report={report} />
      <Totals report={report} />
      <Refused id={id} report={report} />
      {report.ignored.length > 0 && (
        <p className="muted">
          {t('takeover.ignored')} <bdi>{report.ignored.map(({ name, rows }) => `${name} (${rows})`).join(', ')}</bdi>
        </p>
      )}
    </>
  )
}

function Tables({ report }: { report: TakeoverReport }) {
  const { t } = useTranslation()
  return (
    <div className="mapping-scroll" tabIndex={0} role="group" aria-label={t('takeover.tables')}>
      <table className="mapping takeover sums" aria-label={t('takeover.tables')}>
        <thead>
          <tr>
            <th scope="col">{t('takeover.what')}</th>
            {COUNTS.map((name) => (
              <th key={name} scope="col">
                {t(`takeover.count.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.tables.map((table) => (
            <tr key={table.name} className={table.refused > 0 ? 'refused' : undefined}>
              <th scope="row">{t(`takeover.table.${table.name}`)}</th>
              {COUNTS.map((name) => (
                <td key={name} className="num">
                  {table[name]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Totals({ report }: { report: TakeoverReport }) {
  const { t } = useTranslation()
  return (
    <div className="mapping-scroll" tabIndex={0} role="group" aria-label={t('takeover.totals')}>
      <table className="mapping takeover sums" aria-label={t('takeover.totals')}>
        <thead>
          <tr>
            <th scope="col">{t('takeover.totals')}</th>
            {SIDES.map((side) => (
              <th key={side} scope="col">
                {t(`takeover.side.${side}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.totals.map((total) => (
            <tr key={total.name}>
              <th scope="row">{t(`takeover.total.${total.name}`)}</th>
              {SIDES.map((side) => (
                <td key={side} className="num">
                  <Sum total={total} side={side} currency={report.currency} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Sum({ total, side, currency }: { total: TakeoverTotal; side: (typeof SIDES)[number]; currency: string }) {
  if (total.name === 'stock_quantity') return <bdi dir="ltr">{total[side] / 1000}</bdi>
  return <Money amount={total[side]} currency={currency} />
}

function Refused({ id, report }: { id: Id; report: TakeoverReport }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const rows = report.refused.slice(0, SHOWN)
  if (rows.length === 0) return null
  const download = () =>
    api
      .blob(`/data/takeovers/${id}/refused`)
      .then((blob) => saveBlob(blob, 'refused.csv'))
      .catch((error: unknown) => message.error(errorText(error)))
  return (
    <>
      <div className="mapping-scroll" tabIndex={0} role="group" aria-label={t('takeover.refused')}>
        <table className="mapping takeover" aria-label={t('takeover.refused')}>
          <thead>
            <tr>
              <th scope="col">{t('takeover.what')}</th>
              <th scope="col">{t('takeover.row')}</th>
              <th scope="col">{t('takeover.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ table, row, field, reason }) => (
              <tr key={`${table}-${row}-${field}`}>
                <td>{t(`takeover.table.${table}`)}</td>
                <td>
                  <Words text={row} className="code" />
                </td>
                <td>
                  <Words text={reason} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row wrap">
        <Button icon={<DownloadOutlined />} onClick={download}>
          {t('imports.errorsFile')}
        </Button>
        <span className="muted">{t('takeover.refusedText')}</span>
      </div>
    </>
  )
}
