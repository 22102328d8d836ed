import { InboxOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'

/** Nothing here yet: say so, and offer the next action. */
export function EmptyState({ title, text, action, icon }: Props) {
  return (
    <div className="empty">
      {icon ?? <InboxOutlined />}
      <h2>{title}</h2>
      {text && <p className="muted">{text}</p>}
      {action}
    </div>
  )
}

interface Props {
  title: string
  text?: string
  action?: ReactNode
  icon?: ReactNode
}
