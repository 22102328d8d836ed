import { Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '@/api/problem'
import type { Problem } from '@/api/types'
import { applyProblem } from './applyProblem'
import { ProblemAlert } from './ProblemAlert'

interface Props<T> {
  title: string
  form: FormInstance<T>
  initial?: Partial<T>
  onSave: (values: T) => Promise<unknown>
  onClose: () => void
  ok?: string
  /** Looks at a refusal first; true when it has been dealt with. */
  onRefused?: (refusal: unknown) => boolean
  /** Something in it was changed. */
  onChange?: () => void
  /** Another step takes its place after saving: it does not close itself. */
  goesOn?: boolean
  children: ReactNode
}

/** A short form in the middle of the page. Mounted while open; Enter saves, a refusal stands beside its field. */
export function FormDialog<T extends object>(props: Props<T>) {
  const { title, form, initial, onSave, onClose, ok, onRefused, onChange, goesOn, children } = props
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const submit = async (values: T) => {
    setBusy(true)
    setProblem(null)
    try {
      await onSave(values)
      if (!goesOn) onClose()
    } catch (refusal) {
      if (!onRefused?.(refusal)) setProblem(applyProblem(form, refusal))
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      width={460}
      okText={ok ?? t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={submit}
        onValuesChange={onChange}
      >
        {children}
        <button type="submit" hidden />
      </Form>
      {problem && <ProblemAlert error={new ProblemError(problem)} />}
    </Modal>
  )
}
