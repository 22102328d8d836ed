import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { DunningLetter } from '@/api/types'
import type { Column } from '@/ui/DataTable'
import { Money } from '@/ui/Money'
import { PrintButton } from '@/ui/PrintButton'
import { Tag } from '@/ui/StatusTag'
import { Day, Time } from '@/ui/Time'
import { useUndo } from '@/ui/useUndo'
import { Words } from '@/ui/Words'
import { restoreLetter, sendLetters, skipLetter } from './commands'
import { useReload } from './useReload'
import { TONES } from './words'

export function useLetterColumns(onPause: (letter: DunningLetter) => void): Column<DunningLetter>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'customer',
      title: t('billing.customer'),
      render: ({ customer }) => (
        <strong>
          <Words text={customer.name} />
        </strong>
      ),
    },
    { key: 'step', title: t('dunning.step'), render: (letter) => <LetterTag letter={letter} /> },
    {
      key: 'invoices',
      title: t('dunning.invoices'),
      newLine: true,
      render: ({ invoices }) => (
        <ul className="dunning-lines">
          {invoices.map(({ invoice_id, number, due_on }) => (
            <li key={invoice_id}>
              <bdi className="code">{number}</bdi>{' '}
              <span className="muted">
                {t('dunning.dueOn')} <Day day={due_on} />
              </span>
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'due',
      title: t('billing.due'),
      end: true,
      render: ({ due, fee, currency }) => (
        <>
          <strong>
            <Money amount={due} currency={currency} />
          </strong>
          {fee > 0 && (
            <small className="muted dunning-fee">
              {t('dunning.fee')} <Money amount={fee} currency={currency} />
            </small>
          )}
        </>
      ),
    },
    {
      key: 'when',
      title: t('dunning.when'),
      desktopOnly: true,
      render: ({ sent_at, proposed_on, by }) => (
        <small className="muted">
          {sent_at ? <Time at={sent_at} /> : <Day day={proposed_on} />} {by && <Words text={by} />}
        </small>
      ),
    },
    {
      key: 'steps',
      title: '',
      end: true,
      newLine: true,
      render: (letter) => <Steps letter={letter} onPause={() => onPause(letter)} />,
    },
  ]
}

/** Which step, how it speaks, and whether it holds. */
export function LetterTag({ letter: { step, tone, hold } }: { letter: DunningLetter }) {
  const { t } = useTranslation()
  return (
    <>
      <Tag tone={TONES[tone]}>
        {step} · {t(`dunning.tones.${tone}`)}
      </Tag>{' '}
      {hold && <Tag tone="violet">{t('dunning.holds')}</Tag>}
    </>
  )
}

function Steps({ letter, onPause }: { letter: DunningLetter; onPause: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const offerUndo = useUndo()
  const reload = useReload()
  const [busy, setBusy] = useState(false)
  const { id, site_id, customer, actions } = letter
  const name = customer.name
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    await work().catch((refusal: unknown) => message.error(errorText(refusal)))
    await reload()
    setBusy(false)
  }
  const send = async () => {
    const { letters } = await sendLetters(site_id, [id], newKey())
    if (letters > 0) message.success(t('dunning.sentTo', { name }))
    else message.info(t('dunning.nothingLeft'))
  }
  const skip = async () => {
    await skipLetter(id)
    offerUndo(t('dunning.skipped', { name }), () => restoreLetter(id).then(reload))
  }
  return (
    <span className="dunning-actions">
      {actions.includes('send') && (
        <Button
          size="small"
          type="primary"
          loading={busy}
          onClick={() => run(send)}
          aria-label={`${t('dunning.send')} ${name}`}
        >
          {t('dunning.send')}
        </Button>
      )}
      {actions.includes('skip') && (
        <Button size="small" onClick={() => run(skip)} aria-label={`${t('dunning.skip')} ${name}`}>
          {t('dunning.skip')}
        </Button>
      )}
      {actions.includes('restore') && (
        <Button
          size="small"
          onClick={() => run(() => restoreLetter(id))}
          aria-label={`${t('dunning.restore')} ${name}`}
        >
          {t('dunning.restore')}
        </Button>
      )}
      {actions.includes('pause') && (
        <Button size="small" onClick={onPause} aria-label={`${t('dunning.pause')} ${name}`}>
          {t('dunning.pause')}
        </Button>
      )}
      {actions.includes('print') && (
        <PrintButton size="small" path={`/dunning-letters/${id}/pdf`} label={`PDF ${name}`}>
          PDF
        </PrintButton>
      )}
    </span>
  )
}
