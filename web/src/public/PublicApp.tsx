import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import type {
  BookingSite,
  EstimatePage as Estimate,
  FeedbackPage as Feedback,
  InspectionReportPage,
  Language,
  OfferPage as Offer,
  OffersPage,
  PayPage as Pay,
  PublicSite,
  Visit,
} from '@/api/types'
import { get, Refusal } from './api'
import { BookingPage } from './BookingPage'
import { tellHeight } from './frame'
import { SiteHead } from './SiteHead'
import { chosenLanguage, type Speech, Spoken, speak } from './texts'
import { VisitPage } from './VisitPage'

// Who books a visit does not wait for it.
const ReportPage = lazy(async () => ({ default: (await import('./ReportPage')).ReportPage }))
const EstimatePage = lazy(async () => ({ default: (await import('./EstimatePage')).EstimatePage }))
const OfferPage = lazy(async () => ({ default: (await import('./OfferPage')).OfferPage }))
const StopPage = lazy(async () => ({ default: (await import('./StopPage')).StopPage }))
const FeedbackPage = lazy(async () => ({ default: (await import('./FeedbackPage')).FeedbackPage }))
const PayPage = lazy(async () => ({ default: (await import('./PayPage')).PayPage }))

type Loaded =
  | { site: BookingSite }
  | { visit: Visit; token: string }
  | { report: InspectionReportPage; token: string }
  | { estimate: Estimate; token: string }
  | { pay: Pay; token: string }
  | { offer: Offer; token: string }
  | { offers: OffersPage; code: string }
  | { feedback: Feedback; token: string }
  | { refused: number }

/**
 * What people without an account see: `/book/{site}`, `/a/{token}`, `/i/{token}`, `/e/{token}`, `/p/{token}`, `/o/{token}`, `/u/{code}` and
 * `/f/{token}`.
 */
export function PublicApp({ path }: { path: string }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [speech, setSpeech] = useState<Speech | null>(null)
  const turn = useCallback((language: Language) => void speak(language, true).then(setSpeech), [])
  useEffect(() => {
    load(path)
      .catch((error: unknown): Loaded => ({ refused: error instanceof Refusal ? error.status : 0 }))
      .then(async (found) => {
        setSpeech(await speak(languageOf(found)))
        setLoaded(found)
      })
  }, [path])
  const frames = loaded && 'site' in loaded ? loaded.site.frames : null
  useEffect(() => {
    const box = document.getElementById('root')
    return frames && box ? tellHeight(frames, box) : undefined
  }, [frames])
  if (!speech || !loaded) return null
  const site = siteOf(loaded)
  return (
    <Spoken value={speech}>
      {site && <SiteHead site={site} onLanguage={turn} />}
      <main className="column">
        {'site' in loaded && <BookingPage site={loaded.site} />}
        {'visit' in loaded && <VisitPage first={loaded.visit} token={loaded.token} />}
        <Suspense>{'report' in loaded && <ReportPage report={loaded.report} token={loaded.token} />}</Suspense>
        <Suspense>{'estimate' in loaded && <EstimatePage first={loaded.estimate} token={loaded.token} />}</Suspense>
        <Suspense>{'pay' in loaded && <PayPage first={loaded.pay} token={loaded.token} />}</Suspense>
        <Suspense>{'offer' in loaded && <OfferPage offer={loaded.offer} token={loaded.token} />}</Suspense>
        <Suspense>{'offers' in loaded && <StopPage first={loaded.offers} code={loaded.code} />}</Suspense>
        <Suspense>{'feedback' in loaded && <FeedbackPage first={loaded.feedback} token={loaded.token} />}</Suspense>
        {'refused' in loaded && (
          <Nothing speech={speech} refused={loaded.refused} isLink={!path.startsWith('/book/')} />
        )}
      </main>
    </Spoken>
  )
}

function Nothing({ speech: { texts }, refused, isLink }: { speech: Speech; refused: number; isLink: boolean }) {
  const why = refused === 404 ? texts[isLink ? 'linkOff' : 'bookingOff'] : texts[refused === 429 ? 'tooMany' : 'failed']
  return (
    <section className="card">
      <h1>{texts.notHere}</h1>
      <p>{why}</p>
    </section>
  )
}

async function load(path: string): Promise<Loaded> {
  const [, kind, name = ''] = path.split('/')
  if (kind === 'a') return { visit: await get<Visit>(`/appointments/${name}`), token: name }
  if (kind === 'i') return { report: await get<InspectionReportPage>(`/inspections/${name}`), token: name }
  if (kind === 'e') return { estimate: await get<Estimate>(`/estimates/${name}`), token: name }
  if (kind === 'f') return { feedback: await get<Feedback>(`/feedback/${name}`), token: name }
  if (kind === 'p') return { pay: await get<Pay>(`/pay/${name}`), token: name }
  if (kind === 'o') return { offer: await get<Offer>(`/offers/${name}`), token: name }
  if (kind === 'u') return { offers: await get<OffersPage>(`/promotions/${name}`), code: name }
  return { site: await get<BookingSite>(`/booking/${name}`) }
}

const siteOf = (loaded: Loaded): PublicSite | null =>
  'site' in loaded
    ? loaded.site
    : 'visit' in loaded
      ? loaded.visit.site
      : 'report' in loaded
        ? loaded.report.site
        : 'estimate' in loaded
          ? loaded.estimate.site
          : 'pay' in loaded
            ? loaded.pay.site
            : 'offer' in loaded
              ? loaded.offer.site
              : 'feedback' in loaded
                ? loaded.feedback.site
                : null

/** The visitor's choice, what was booked in, or the garage's own. */
function languageOf(loaded: Loaded): Language {
  const booked = 'visit' in loaded ? (loaded.visit.language as Language | null) : null
  return chosenLanguage() ?? booked ?? siteOf(loaded)?.default_language ?? 'fr'
}
