import { Form, Input, Modal, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ErasureOutlook } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { Outlook } from './Outlook'

interface Props {
  title: string
  outlook: ErasureOutlook | undefined
  /** What goes at once. */
  now: string
  /** What is typed to say that it is meant. */
  word: string
  onErase: () => Promise<unknown>
  onClose: () => void
}

/** It cannot be undone, so it is asked for by a word; what is under way is named instead. */
export function ConfirmErasure({ title, outlook, now, word, onErase, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ typed: string }>()
  if (!outlook || outlook.open.length > 0)
    return (
      <Modal open title={title} width={460} onCancel={onClose} footer={null}>
        {outlook ? <Outlook outlook={outlook} now={now} /> : <Skeleton active />}
      </Modal>
    )
  const isMeant = (_: unknown, typed?: string) =>
    typed?.trim() === word.trim() ? Promise.resolve() : Promise.reject(new Error(t('erasure.differs')))
  return (
    <FormDialog<{ typed: string }> title={title} form={form} ok={t('erasure.go')} onSave={onErase} onClose={onClose}>
      <Outlook outlook={outlook} now={now} />
      <Form.Item
        name="typed"
        label={t('erasure.typeName', { name: word })}
        validateTrigger="onSubmit"
        rules={[{ validator: isMeant }]}
      >
        <Input dir="auto" autoComplete="off" autoFocus />
      </Form.Item>
    </FormDialog>
  )
}
