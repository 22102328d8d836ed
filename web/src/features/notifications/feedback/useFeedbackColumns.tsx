import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Feedback } from '@/api/types'
import type { Column } from '@/ui/DataTable'
import { Plate } from '@/ui/Plate'
import { Tag, type Tone } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { Words } from '@/ui/Words'
import { Stars } from './Stars'

const TONES: Record<Feedback['state'], Tone> = { asked: 'grey', good: 'green', open: 'red', handled: 'blue' }

/** What a list of feedback shows. */
export function useFeedbackColumns(onHandle: (feedback: Feedback) => void): Column<Feedback>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'score',
      title: t('feedback.score'),
      render: ({ score, words }) => (
        <span>
          {score !== null && <Stars score={score} />}
          {words && (
            <span className="feedback-words" dir="auto">
              {words}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'customer',
      newLine: true,
      title: t('feedback.customer'),
      render: ({ customer, plate, answered_at }) => (
        <span>
          <Words text={customer} />
          <span className="row wrap">
            <Plate text={plate} />
            <small className="muted">{answered_at && <Age at={answered_at} />}</small>
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      newLine: true,
      title: t('feedback.stateTitle'),
      render: ({ state, note, handled_by }) => (
        <span>
          <Tag tone={TONES[state]}>{t(`feedback.state.${state}`)}</Tag>
          {note && (
            <small className="feedback-words muted" dir="auto">
              {note} · {handled_by}
            </small>
          )}
        </span>
      ),
    },
    {
      key: 'actions',
      title: '',
      render: (feedback) =>
        feedback.actions.includes('handle') && (
          <Button
            type="primary"
            onClick={(event) => {
              // The row leads to its order.
              event.preventDefault()
              event.stopPropagation()
              onHandle(feedback)
            }}
          >
            {t('feedback.handle')}
          </Button>
        ),
    },
  ]
}
