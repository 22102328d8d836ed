import { useState } from 'react'
import type { Language, OffersPage } from '@/api/types'
import { newKey, post } from './api'
import { useTexts } from './texts'

const TEXTS = {
  fr: {
    title: 'Ne plus recevoir d’offres',
    text: 'Le garage ne vous enverra plus d’offres, par aucun moyen. Les messages sur vos visites continuent.',
    stop: 'Ne plus recevoir d’offres',
    done: 'C’est fait. Vous ne recevrez plus d’offres ; les messages sur vos visites continuent.',
    failed: 'Cela n’a pas marché. Réessayez dans un moment.',
  },
  ar: {
    title: 'إيقاف العروض',
    text: 'لن يرسل إليك الورشة عروضا بأي وسيلة. تتواصل الرسائل الخاصة بزياراتك.',
    stop: 'إيقاف العروض',
    done: 'تم ذلك. لن تصلك عروض بعد الآن؛ وتتواصل الرسائل الخاصة بزياراتك.',
    failed: 'لم ينجح ذلك. حاول بعد قليل.',
  },
  en: {
    title: 'No more offers',
    text: 'The garage will send you no more offers, by whatever way. Messages about your visits go on.',
    stop: 'No more offers',
    done: 'Done. You will get no more offers; messages about your visits go on.',
    failed: 'That did not work. Try again in a moment.',
  },
} satisfies Record<Language, Record<string, string>>

/** Who was written to wants no more offers. */
export function StopPage({ first, code }: { first: OffersPage; code: string }) {
  const { language } = useTexts()
  const say = TEXTS[language]
  const [state, setState] = useState<'open' | 'busy' | 'done' | 'failed'>(first.stopped ? 'done' : 'open')
  const stop = () => {
    setState('busy')
    post(`/promotions/${code}`, {}, newKey()).then(
      () => setState('done'),
      () => setState('failed'),
    )
  }
  return (
    <section className="card">
      <h1>{say.title}</h1>
      <p>
        <bdi>{first.garage}</bdi>
      </p>
      <p role="status">{state === 'done' ? say.done : state === 'failed' ? say.failed : say.text}</p>
      {state !== 'done' && (
        <div className="deeds">
          <button type="button" className="go" disabled={state === 'busy'} onClick={stop}>
            {say.stop}
          </button>
        </div>
      )}
    </section>
  )
}
