import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { asProblem, errorText } from '@/api/problem'
import type { Id, Issue, IssueInput, TakeBackInput, WorkOrder } from '@/api/types'
import { useMay } from '@/app/permission'
import { refusal } from '@/features/numbers/refusal'
import { orderKey } from '@/features/workshop/queries'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'
import { issuePart, takeBackPart } from './commands'

/** Issues parts to an order's lines and takes them back; what is refused is said. */
export function useIssues(order: WorkOrder, onNumbered?: (line: Id) => void) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const client = useQueryClient()
  const language = useLanguage()
  const mayLack = useMay('work_order.allow_negative_stock')
  const told = (issue: Issue, word: string) => {
    keepIssue(client, order, issue)
    message.success(t(word, { name: issue.name, quantity: formatScaled(issue.quantity, 3, language) }))
    return true
  }
  const refused = (error: unknown) => {
    const { code, detail } = asProblem(error)
    const text = refusal(error)
    message.error(code === 'wrong-part' && detail ? `${text} ${detail}` : text)
    return false
  }
  const issue = (body: Omit<IssueInput, 'work_order_id'>): Promise<boolean> =>
    issuePart({ ...body, work_order_id: order.id }).then(
      (made) => {
        if (made.numbering !== 'none') onNumbered?.(made.line_id)
        return told(made, 'issue.issued')
      },
      (error: unknown) => {
        if (!mayLack || asProblem(error).code !== 'not-on-the-shelf') return refused(error)
        return new Promise<boolean>((resolve) => {
          modal.confirm({
            title: errorText(error),
            content: t('issue.below'),
            okText: t('issue.anyway'),
            cancelText: t('common.cancel'),
            onOk: () => issue({ ...body, allow_negative_stock: true }).then(resolve),
            onCancel: () => resolve(false),
          })
        })
      },
    )
  const takeBack = (body: TakeBackInput) => takeBackPart(body).then((made) => told(made, 'issue.returned'), refused)
  return { issue, takeBack }
}

/** The line as the answer says it stands; the rest of the order follows when the workshop heard of it. */
function keepIssue(client: QueryClient, order: WorkOrder, { line_id, issued, wanted, state }: Issue) {
  client.setQueryData<WorkOrder>(
    orderKey(order.id),
    (old) =>
      old && {
        ...old,
        jobs: old.jobs.map((job) => ({
          ...job,
          lines: job.lines.map((line) =>
            line.id === line_id && line.part ? { ...line, part: { ...line.part, issued, wanted, state } } : line,
          ),
        })),
      },
  )
  for (const key of ['products', 'reservations', 'fitted']) client.invalidateQueries({ queryKey: [key] })
}
