import { CheckOutlined, ClockCircleOutlined, MinusOutlined, WarningOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Verdict } from '@/api/types'

/** In the order of the buttons: each has its colour, its sign and its word. */
export const VERDICTS: { verdict: Verdict; icon: ReactNode }[] = [
  { verdict: 'ok', icon: <CheckOutlined /> },
  { verdict: 'soon', icon: <ClockCircleOutlined /> },
  { verdict: 'urgent', icon: <WarningOutlined /> },
  { verdict: 'not_inspected', icon: <MinusOutlined /> },
]
