import { ExportOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { api, type Query } from '@/api/client'
import { errorText } from '@/api/problem'
import { showBlob } from './saveBlob'

interface Props {
  path: string
  query?: Query
  /** What is opened, for who cannot see where the button stands. */
  label?: string
  size?: 'small'
  children?: ReactNode
}

/** Opens a PDF of the API in its own tab. */
export function PrintButton({ path, query, label, size, children }: Props) {
  const { message } = App.useApp()
  const show = () => api.blob(path, { query }).then(showBlob, (error: unknown) => void message.error(errorText(error)))
  return (
    <Button size={size} icon={<ExportOutlined className="flip-rtl" />} aria-label={label} onClick={show}>
      {children}
    </Button>
  )
}
