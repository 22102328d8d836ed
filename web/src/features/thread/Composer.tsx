import { SendOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id, ThreadNote, WorkOrder } from '@/api/types'
import { useAttachments } from '@/features/attachments/attachments'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { useSay } from './thread'

const LONGEST = 1000
const MOST_PAPERS = 3

/** Writes to the customer in the desk's own words. */
export function Composer({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const say = useSay<ThreadNote>(order.id, '')
  const [text, setText] = useState('')
  const [papers, setPapers] = useState<Id[]>([])
  const kept = useAttachments({ kind: 'work-orders', id: order.id }).data?.items.filter((one) => !one.withdrawn) ?? []
  const fault = useId()
  const isEmpty = text.trim() === ''
  const send = () => {
    if (isEmpty || say.isPending) return
    const sent = () => {
      setText('')
      setPapers([])
    }
    say.mutate({ text: text.trim(), attachment_ids: papers }, { onSuccess: sent })
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    send()
  }
  return (
    <div className="stack">
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={LONGEST}
        dir="auto"
        aria-label={t('thread.write')}
        aria-describedby={say.error ? fault : undefined}
        status={say.error ? 'error' : undefined}
        placeholder={t('thread.placeholder', { name: order.customer.name })}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          say.reset()
        }}
        onKeyDown={keyDown}
      />
      {kept.length > 0 && (
        <Select
          mode="multiple"
          maxCount={MOST_PAPERS}
          aria-label={t('thread.attach')}
          placeholder={t('thread.attach')}
          options={kept.map(({ id, name }) => ({ value: id, label: name }))}
          optionFilterProp="label"
          value={papers}
          onChange={setPapers}
        />
      )}
      {say.error && (
        <div id={fault}>
          <ProblemAlert error={say.error} />
        </div>
      )}
      <div className="row wrap">
        <Button
          type="primary"
          size="large"
          icon={<SendOutlined className="flip-rtl" />}
          disabled={isEmpty}
          loading={say.isPending}
          onClick={send}
        >
          {t('thread.send')}
        </Button>
        <small className="muted grow">{t('thread.hint')}</small>
        {text.length > LONGEST - 200 && (
          <small className="num muted">
            {text.length}/{LONGEST}
          </small>
        )}
      </div>
    </div>
  )
}
