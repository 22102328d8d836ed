import { useState } from 'react'
import type { InspectionReportPage, ReportItem, Verdict } from '@/api/types'
import { MarkedImage } from '@/ui/MarkedImage'
import { clockOf, TAG, useTexts } from './texts'

const ORDER: Verdict[] = ['urgent', 'soon', 'ok', 'not_inspected']

/** The report of an inspection for who has its link: what is urgent first, with photos. Where the customer decides stands beside it. */
export function ReportPage({ report, token }: { report: InspectionReportPage; token: string }) {
  const { language, say, named } = useTexts()
  const clock = clockOf(language, report.site.time_zone)
  if (report.state === 'open') {
    return (
      <section className="card">
        <h1>{named(report.names)}</h1>
        <p>{say('reportOpen')}</p>
      </section>
    )
  }
  const groups = ORDER.map((verdict) => ({ verdict, items: report.items.filter((item) => item.verdict === verdict) }))
  return (
    <>
      <h1>{named(report.names)}</h1>
      <section className="card">
        <p className="when">
          <bdi>{report.vehicle}</bdi>
        </p>
        <p className="muted">
          <bdi dir="ltr">{`${report.plate} · ${report.number}`}</bdi>
        </p>
        {report.done_at && (
          <p className="muted">
            {clock.whole(report.done_at)} · <bdi>{report.done_by}</bdi>
          </p>
        )}
        <ul className="counts">
          {ORDER.filter((verdict) => report.counts[verdict] > 0).map((verdict) => (
            <li key={verdict} className={`verdict ${verdict}`}>
              <strong>{report.counts[verdict]}</strong> {say(`verdict.${verdict}`)}
            </li>
          ))}
        </ul>
      </section>
      {groups
        .filter(({ items }) => items.length > 0)
        .map(({ verdict, items }) => (
          <section key={verdict} className="card">
            <h2 className={`verdict ${verdict}`}>{say(`verdict.${verdict}`)}</h2>
            <ul className="findings">
              {items.map((item) => (
                <Item key={item.names.fr} item={item} token={token} />
              ))}
            </ul>
          </section>
        ))}
      <p className="muted">{say('reportAsk')}</p>
    </>
  )
}

function Item({ item, token }: { item: ReportItem; token: string }) {
  const { language, say, named } = useTexts()
  const [whole, setWhole] = useState<string | null>(null)
  const at = (id: string) => `/api/v1/public/inspections/${token}/photos/${id}`
  const number = new Intl.NumberFormat(TAG[language], { minimumFractionDigits: 1 })
  return (
    <li>
      <p>
        <bdi>{named(item.names)}</bdi>
        {item.measure !== null && item.unit && (
          <strong dir="ltr" className="value">
            {number.format(item.measure / 10)} {say(`unit.${item.unit}`)}
          </strong>
        )}
      </p>
      {item.note && (
        <p className="muted">
          <bdi>{item.note}</bdi>
        </p>
      )}
      {item.photos.length > 0 && (
        <div className="photos">
          {item.photos.map(({ id, marks }) => (
            <button key={id} type="button" aria-label={say('photo')} onClick={() => setWhole(whole === id ? null : id)}>
              <MarkedImage src={`${at(id)}${whole === id ? '' : '?thumbnail=true'}`} alt="" marks={marks} />
            </button>
          ))}
        </div>
      )}
    </li>
  )
}
