import { Button, Drawer, Form, type FormInstance } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '@/api/problem'
import type { Problem } from '@/api/types'
import { direction } from '@/app/locale'
import { applyProblem } from './applyProblem'
import { ProblemAlert } from './ProblemAlert'
import { useLanguage } from './useLanguage'
import { usePhone } from './usePhone'
import './records.css'

interface Props<T> {
  title: string
  form: FormInstance<T>
  initial: Partial<T>
  /** Sends the values; a refusal is shown beside the fields and everything typed stays. */
  onSave: (values: T) => Promise<unknown>
  onClose: () => void
  ok?: string
  size?: number
  children: ReactNode
}

/** A form at the edge of the page. Mounted while open; Ctrl+Enter saves. */
export function FormDrawer<T extends object>({ title, form, initial, onSave, onClose, ok, size, children }: Props<T>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const phone = usePhone()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const submit = async (values: T) => {
    setBusy(true)
    setProblem(null)
    try {
      await onSave(values)
      onClose()
    } catch (refusal) {
      setProblem(applyProblem(form, refusal))
      setBusy(false)
    }
  }
  return (
    <Drawer
      open
      title={title}
      onClose={onClose}
      mask={{ closable: false }}
      size={phone ? '100%' : (size ?? 480)}
      placement={direction(language) === 'rtl' ? 'left' : 'right'}
      footer={
        <div className="drawer-foot">
          {problem && <ProblemAlert error={new ProblemError(problem)} />}
          <div className="row">
            <Button type="primary" size="large" loading={busy} onClick={() => form.submit()}>
              {ok ?? t('common.save')}
            </Button>
            <Button size="large" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <span className="grow" />
            <kbd className="desktop-only" dir="ltr">
              Ctrl ↵
            </kbd>
          </div>
        </div>
      }
    >
      <Form<T>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={submit}
        scrollToFirstError={{ focus: true }}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === 'Enter' && form.submit()}
      >
        {children}
        <button type="submit" hidden />
      </Form>
    </Drawer>
  )
}
