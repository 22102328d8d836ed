import { Form, type FormInstance, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, problemText } from '@/api/problem'
import type { CampaignInput, Id, Language, MessageTextPreview } from '@/api/types'
import { useDebounced } from '@/ui/useDebounced'
import { preview } from './commands'

interface Props {
  site: Id
  form: FormInstance<CampaignInput>
  place: number
  language: Language
}

/** What the words come to, as somebody would read them, and what a text message costs. */
export function Preview({ site, form, place, language }: Props) {
  const { t } = useTranslation()
  const [channel, setChannel] = useState<'sms' | 'email'>('sms')
  const words = Form.useWatch(['texts', place], { form, preserve: true })
  const asked = useDebounced(
    JSON.stringify({
      language,
      channel,
      subject: channel === 'email' ? (words?.subject ?? '') : null,
      body: (channel === 'email' ? words?.body : words?.short) ?? '',
    }),
    250,
  )
  const [shown, setShown] = useState<MessageTextPreview | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    const aborter = new AbortController()
    const body = JSON.parse(asked)
    if (!body.body.trim()) {
      setShown(null)
      setFault(null)
      return
    }
    preview(site, body, aborter.signal)
      .then((next) => {
        setShown(next)
        setFault(null)
      })
      .catch((refusal: unknown) => {
        if (aborter.signal.aborted) return
        const problem = asProblem(refusal)
        setFault(problemText(problem.errors?.[0] ?? problem))
      })
    return () => aborter.abort()
  }, [asked, site])
  return (
    <section className="campaign-preview" aria-label={t('campaigns.preview')}>
      <div className="row">
        <strong className="grow">{t('campaigns.preview')}</strong>
        <Segmented
          value={channel}
          onChange={setChannel}
          options={[
            { value: 'sms', label: t('campaigns.asSms') },
            { value: 'email', label: t('campaigns.asMail') },
          ]}
        />
      </div>
      {fault && (
        <p className="campaign-fault" role="alert">
          {fault}
        </p>
      )}
      {shown && !fault && (
        <article className="message-body" lang={language}>
          {shown.subject && <strong className="campaign-subject">{shown.subject}</strong>}
          {shown.body}
        </article>
      )}
      {shown?.sms && !fault && (
        <small className="muted" aria-live="polite">
          <bdi dir="ltr">
            {shown.characters} / {shown.sms.room}
          </bdi>
          {' · '}
          {t('sms.parts', { count: shown.sms.parts })}
        </small>
      )}
    </section>
  )
}
