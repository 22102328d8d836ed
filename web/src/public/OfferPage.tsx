import { useState } from 'react'
import type { Language, OfferPage as Offer } from '@/api/types'
import { MarkedImage } from '@/ui/MarkedImage'
import { moneyOf, TAG, useTexts } from './texts'
import './offer.css'

/** The texts come with the page, and nobody else loads them. */
const TEXTS = {
  fr: {
    title: 'À faire sur votre véhicule',
    seen: 'Vu le',
    today: 'Prix du jour, TVA comprise',
    ask: 'Prix sur demande',
    total: 'Total',
    book: 'Prendre rendez-vous',
    call: 'Appeler le garage',
    nothing: 'Plus rien n’attend pour ce véhicule.',
    photo: 'Photo du contrôle',
  },
  ar: {
    title: 'ما بقي لسيارتك',
    seen: 'شوهد يوم',
    today: 'سعر اليوم مع الأداء',
    ask: 'السعر عند الطلب',
    total: 'المجموع',
    book: 'حجز موعد',
    call: 'الاتصال بالورشة',
    nothing: 'لم يعد هناك شيء ينتظر هذه السيارة.',
    photo: 'صورة الفحص',
  },
  en: {
    title: 'Still to do on your vehicle',
    seen: 'Seen on',
    today: 'Today’s price, VAT included',
    ask: 'Price on request',
    total: 'Total',
    book: 'Book a time',
    call: 'Call the garage',
    nothing: 'Nothing waits for this vehicle any more.',
    photo: 'Photo of the inspection',
  },
} satisfies Record<Language, Record<string, string>>

/** What waits for a vehicle, for who has its link: the photos of then, the price of today, and the way to a time. */
export function OfferPage({ offer, token }: { offer: Offer; token: string }) {
  const { language } = useTexts()
  const say = TEXTS[language]
  const code = new URLSearchParams(window.location.search).get('r')
  const { plate, vehicle, jobs, site, site_id } = offer
  return (
    <>
      <h1>{say.title}</h1>
      <p>
        <bdi>{vehicle}</bdi> · <bdi dir="ltr">{plate}</bdi>
      </p>
      {jobs.length === 0 && <p className="note">{say.nothing}</p>}
      {jobs.map((job) => (
        <Job key={job.id} job={job} token={token} say={say} />
      ))}
      <div className="deeds">
        {code && jobs.length > 0 ? (
          <a className="go" href={`/book/${site_id}?r=${encodeURIComponent(code)}`}>
            {say.book}
          </a>
        ) : (
          <a className="go" href={`tel:${site.phone}`}>
            {say.call}
          </a>
        )}
      </div>
    </>
  )
}

function Job({ job, token, say }: { job: Offer['jobs'][number]; token: string; say: (typeof TEXTS)['fr'] }) {
  const { language } = useTexts()
  const [whole, setWhole] = useState<string | null>(null)
  const day = new Intl.DateTimeFormat(TAG[language], { dateStyle: 'long' })
  const at = (id: string) => `/api/v1/public/offers/${token}/photos/${id}`
  return (
    <section className="card" aria-label={job.title}>
      <h2>
        <bdi>{job.title}</bdi>
      </h2>
      <p className="muted">
        {say.seen} {day.format(new Date(job.deferred_at))}
      </p>
      {job.photos.length > 0 && (
        <div className="photos">
          {job.photos.map(({ id, marks }) => (
            <button key={id} type="button" aria-label={say.photo} onClick={() => setWhole(whole === id ? null : id)}>
              <MarkedImage src={`${at(id)}${whole === id ? '' : '?thumbnail=true'}`} alt="" marks={marks} />
            </button>
          ))}
        </div>
      )}
      <p className="offer-price">
        <span>{job.gross === null ? say.ask : say.today}</span>
        {job.gross !== null && (
          <strong>
            <bdi dir="ltr">{moneyOf(language, job.currency)(job.gross)}</bdi>
          </strong>
        )}
      </p>
    </section>
  )
}
