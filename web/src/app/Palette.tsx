import { CloseOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { SearchResults } from '@/api/types'
import { useDebounced } from '@/ui/useDebounced'
import { Words } from '@/ui/Words'
import { actionGroup, type PaletteItem, recentGroup, resultGroups } from './paletteItems'
import { usePlaces } from './places'
import { remember } from './recent'
import { useMe } from './session'

/** Ctrl-K: find anything, or start something. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const openTo = { places: usePlaces(), me: useMe() }
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const q = useDebounced(text.trim(), 80)
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => api.get<SearchResults>('/search', { query: { q, limit: 5 }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  const groups = [
    ...(q === '' ? [recentGroup(openTo.me)] : []),
    ...(q && found.data ? resultGroups(found.data, openTo.me) : []),
    actionGroup(text.trim(), t, openTo),
  ].filter(({ items }) => items.length > 0)
  const items = groups.flatMap((group) => group.items)
  const index = Math.min(active, items.length - 1)
  const open = (item: PaletteItem | undefined, step = item) => {
    if (!item || !step) return
    if (openTo.me && item.isRecord) remember(openTo.me.id, item)
    onClose()
    navigate({ to: step.to, search: step.search as never })
  }
  const openNext = (item: PaletteItem | undefined) => open(item, item && { ...item, ...(item.next ?? {}) })
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((index + 1) % items.length)
    else if (event.key === 'ArrowUp') setActive((index - 1 + items.length) % items.length)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) openNext(items[index])
    else if (event.key === 'Enter') open(items[index])
    else return
    event.preventDefault()
  }
  return (
    <Modal
      open
      title={t('palette.open')}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={620}
      className="palette"
      style={{ top: 80 }}
    >
      <input
        className="palette-input"
        // biome-ignore lint/a11y/noAutofocus: the palette is opened to type in
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={`palette-${index}`}
        aria-label={t('palette.open')}
        placeholder={t('palette.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={keyDown}
      />
      <button type="button" className="palette-close" aria-label={t('common.close')} onClick={onClose}>
        <CloseOutlined />
      </button>
      <div className="visually-hidden" role="status">
        {q !== '' && found.data ? t('palette.count', { count: items.filter(({ isRecord }) => isRecord).length }) : ''}
      </div>
      <div className="palette-list" id="palette-list" role="listbox" aria-label={t('palette.results')}>
        {groups.map((group) => (
          <div key={group.key} role="group" aria-label={t(`palette.${group.key}`)}>
            <div className="option-group">{t(`palette.${group.key}`)}</div>
            {group.items.map((item) => (
              <Row
                key={item.key}
                item={item}
                query={q}
                at={items.indexOf(item)}
                active={index}
                onOpen={open}
                onNext={openNext}
              />
            ))}
          </div>
        ))}
      </div>
      <div className="palette-foot desktop-only">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t('palette.move')}
        </span>
        <span>
          <kbd>↵</kbd> {t('palette.choose')}
        </span>
        <span>
          <kbd dir="ltr">Ctrl ↵</kbd> {t('palette.next')}
        </span>
      </div>
    </Modal>
  )
}

interface RowProps {
  item: PaletteItem
  query: string
  at: number
  active: number
  onOpen: (item: PaletteItem) => void
  onNext: (item: PaletteItem) => void
}

function Row({ item, query, at, active, onOpen, onNext }: RowProps) {
  const { t } = useTranslation()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (at === active) row.current?.scrollIntoView({ block: 'nearest' })
  }, [at, active])
  return (
    <div
      ref={row}
      id={`palette-${at}`}
      className="option"
      role="option"
      tabIndex={-1}
      aria-selected={at === active}
      onMouseDown={(event) => {
        event.preventDefault()
        const isNext = event.target instanceof Element && event.target.closest('.option-next')
        if (isNext) onNext(item)
        else onOpen(item)
      }}
    >
      {item.icon}
      <span className="option-text">
        <Words text={item.title} query={item.isRecord ? query : ''} />
        {item.detail && (
          <small>
            <Words text={item.detail} query={item.isRecord ? query : ''} />
          </small>
        )}
      </span>
      {item.near && <span className="muted option-near">{t('palette.near')}</span>}
      {item.end}
      {item.next && <span className="option-next">{t(item.next.label)}</span>}
    </div>
  )
}
