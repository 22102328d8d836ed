import { type ThemeConfig, theme } from 'antd'
import { useSyncExternalStore } from 'react'
import { useMedia } from '@/ui/useMedia'

export type Mode = 'light' | 'dark'
const STORED = 'ecar.theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const lessMotion = window.matchMedia('(prefers-reduced-motion: reduce)')
const listeners = new Set<() => void>()

/** The chosen mode; the system's until one is chosen. */
export function currentMode(): Mode {
  const stored = localStorage.getItem(STORED)
  if (stored === 'light' || stored === 'dark') return stored
  return system.matches ? 'dark' : 'light'
}

export function setMode(mode: Mode) {
  localStorage.setItem(STORED, mode)
  apply()
}

export function apply() {
  document.documentElement.dataset.theme = currentMode()
  for (const listener of listeners) listener()
}

system.addEventListener('change', apply)

export function useMode(): Mode {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, currentMode)
}

export const useLessMotion = () => useMedia(lessMotion)

const shared = {
  fontFamily: "'Cairo', system-ui, sans-serif",
  fontSize: 14,
  borderRadius: 8,
  controlHeight: 36,
  wireframe: false,
}

/** Kept in step with the variables of styles/tokens.css. */
export function antdTheme(mode: Mode, motion: boolean): ThemeConfig {
  const dark = mode === 'dark'
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...shared,
      motion,
      colorPrimary: dark ? '#2cc0ae' : '#0f766e',
      colorInfo: dark ? '#2cc0ae' : '#0f766e',
      colorSuccess: dark ? '#4ade80' : '#15803d',
      colorWarning: dark ? '#fbbf24' : '#b45309',
      colorError: dark ? '#f87171' : '#c2322a',
      colorLink: dark ? '#5eead4' : '#0f766e',
      colorLinkHover: dark ? '#99f6e4' : '#0b5d57',
      colorInfoBg: dark ? '#123c3a' : '#e3f4f1',
      colorInfoBorder: dark ? '#1d5f5a' : '#9fd3cc',
      colorSuccessBg: dark ? '#12351f' : '#e6f8ec',
      colorSuccessBorder: dark ? '#1f5a34' : '#a5dfb8',
      colorWarningBg: dark ? '#3b2a0c' : '#fdf4e0',
      colorWarningBorder: dark ? '#664a14' : '#f0cf8f',
      colorErrorBg: dark ? '#43191a' : '#fdeeed',
      colorErrorBorder: dark ? '#6d2a2b' : '#f3b7b2',
      colorBgLayout: dark ? '#0e1517' : '#f3f6f6',
      colorBgContainer: dark ? '#172124' : '#ffffff',
      colorBgElevated: dark ? '#1d292c' : '#ffffff',
      colorTextBase: dark ? '#e8efef' : '#132022',
      colorBorder: dark ? '#33444a' : '#cfd9da',
      colorBorderSecondary: dark ? '#263539' : '#e2e9e9',
      colorTextPlaceholder: dark ? '#93a5a8' : '#647476',
      colorTextDescription: dark ? '#a3b3b5' : '#56676a',
      colorTextSecondary: dark ? '#a3b3b5' : '#56676a',
    },
    components: {
      Table: { headerBg: 'transparent', cellPaddingBlock: 11, headerSplitColor: 'transparent' },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Button: {
        primaryColor: dark ? '#04211e' : '#ffffff',
        primaryShadow: 'none',
        defaultShadow: 'none',
        fontWeight: 600,
      },
    },
  }
}
