import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { SearchResults } from '@/api/types'
import { useDebounced } from '@/ui/useDebounced'
import { Words } from '@/ui/Words'
import { actionGroup, type PaletteItem, resultGroups } from './paletteItems'
import { usePlaces } from './places'
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
  const groups = [...(q && found.data ? resultGroups(found.data) : []), actionGroup(text.trim(), t, openTo)].filter(
    ({ items }) => items.length > 0,
  )
  const items = groups.flatMap((group) => group.items)
  const index = Math.min(active, items.length - 1)
  const open = (item: PaletteItem | undefined) => {
    if (!item) return
    onClose()
    navigate({ to: item.to, search: item.search as never })
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((index + 1) % items.length)
    else if (event.key === 'ArrowUp') setActive((index - 1 + items.length) % items.length)
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
      <div className="palette-list" id="palette-list" role="listbox" aria-label={t('palette.results')}>
        {groups.map((group) => (
          <div key={group.key} role="group" aria-label={t(`palette.${group.key}`)}>
            <div className="option-group">{t(`palette.${group.key}`)}</div>
            {group.items.map((item) => (
              <Row key={item.key} item={item} at={items.indexOf(item)} active={index} onOpen={open} />
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
      </div>
    </Modal>
  )
}

interface RowProps {
  item: PaletteItem
  at: number
  active: number
  onOpen: (item: PaletteItem) => void
}

function Row({ item, at, active, onOpen }: RowProps) {
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
        onOpen(item)
      }}
    >
      {item.icon}
      <span className="option-text">
        <Words text={item.title} />
        {item.detail && (
          <small>
            <Words text={item.detail} />
          </small>
        )}
      </span>
      {item.end}
    </div>
  )
}
