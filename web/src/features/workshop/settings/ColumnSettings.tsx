import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { BoardColumns, ColumnColour, ColumnInput, Id } from '@/api/types'
import { RecordGate } from '@/ui/RecordGate'
import { COLUMNS, type Column } from '../moves'
import { SettingsPanel } from './SettingsPanel'
import { useSaved } from './useSaved'

const COLOURS: ColumnColour[] = ['grey', 'teal', 'green', 'amber', 'red', 'blue', 'violet']
const USUAL: Record<Column, ColumnColour> = {
  estimate: 'grey',
  approved: 'blue',
  in_progress: 'teal',
  on_hold: 'amber',
  quality_check: 'violet',
  ready: 'green',
  invoiced: 'grey',
}

/** The columns of a site's board, from left to right. */
export function ColumnSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const query = useQuery({
    queryKey: ['work-orders', 'columns', site],
    queryFn: ({ signal }) => api.get<BoardColumns>(`/workshops/${site}/columns`, { signal }),
    enabled: site !== '',
  })
  return (
    <SettingsPanel title={t('workshop.columns.title')} hint={t('workshop.columns.hint')}>
      <RecordGate query={query}>{(board) => <Columns key={board.version} board={board} />}</RecordGate>
    </SettingsPanel>
  )
}

/** A column on the screen: its key stays while it is moved about. */
type Row = ColumnInput & { key: string }

const rowsOf = ({ columns }: BoardColumns): Row[] =>
  columns.map(({ id, ...column }) => ({ ...column, column_id: id, key: id }))

function Columns({ board }: { board: BoardColumns }) {
  const { t } = useTranslation()
  const saved = useSaved()
  const [rows, setRows] = useState(() => rowsOf(board))
  if (!board.actions.includes('update')) return <ReadOnly board={board} />
  const save = (columns: Row[]) =>
    saved(
      api.put<BoardColumns>(
        `/workshops/${board.site_id}/columns`,
        { columns: columns.map(({ key: _, ...column }) => column) },
        { version: board.version },
      ),
    )
  const own = () =>
    setRows(COLUMNS.map((state) => ({ key: state, name: t(`state.workOrder.${state}`), colour: USUAL[state], state })))
  if (rows.length === 0) return <Button onClick={own}>{t('workshop.columns.own')}</Button>
  const change = (at: number, part: Partial<Row>) =>
    setRows(rows.map((row, place) => (place === at ? { ...row, ...part } : row)))
  return (
    <>
      <ol className="board-columns">
        {rows.map((row, at) => (
          <ColumnRow
            key={row.key}
            row={row}
            onChange={(part) => change(at, part)}
            onMove={(by) => setRows(moved(rows, at, by))}
            onRemove={() => setRows(rows.filter((_, place) => place !== at))}
          />
        ))}
      </ol>
      <div className="row wrap">
        <Button
          icon={<PlusOutlined />}
          disabled={rows.length >= 20}
          onClick={() =>
            setRows([...rows, { key: crypto.randomUUID(), name: '', colour: 'teal', state: 'in_progress' }])
          }
        >
          {t('common.add')}
        </Button>
        <Button type="primary" disabled={rows.some(({ name }) => !name.trim())} onClick={() => save(rows)}>
          {t('common.save')}
        </Button>
        <Button onClick={() => (board.columns.length > 0 ? save([]) : setRows([]))}>
          {t('workshop.columns.usual')}
        </Button>
      </div>
    </>
  )
}

function ReadOnly({ board }: { board: BoardColumns }) {
  const { t } = useTranslation()
  if (board.columns.length === 0) return <p>{t('workshop.columns.isUsual')}</p>
  return <p>{board.columns.map(({ name }) => name).join(' · ')}</p>
}

/** One place up or down. */
function moved(rows: Row[], at: number, by: 1 | -1): Row[] {
  const next = [...rows]
  const [row] = next.splice(at, 1)
  if (row) next.splice(Math.max(0, at + by), 0, row)
  return next
}

interface RowProps {
  row: Row
  onChange: (part: Partial<Row>) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

function ColumnRow({ row, onChange, onMove, onRemove }: RowProps) {
  const { t } = useTranslation()
  return (
    <li className={`tone-${row.colour}`}>
      <Input
        value={row.name}
        maxLength={60}
        status={row.name.trim() ? '' : 'error'}
        aria-label={t('workshop.columns.name')}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <Select<Column>
        value={row.state as Column}
        aria-label={t('workshop.state')}
        onChange={(state) => onChange({ state })}
        options={COLUMNS.map((value) => ({ value, label: t(`state.workOrder.${value}`) }))}
      />
      <Select<ColumnColour>
        value={row.colour}
        aria-label={t('workshop.columns.colour')}
        onChange={(colour) => onChange({ colour })}
        options={COLOURS.map((value) => ({ value, label: t(`workshop.columns.colours.${value}`) }))}
      />
      <span className="row">
        <Button icon={<ArrowUpOutlined />} aria-label={t('workshop.columns.up')} onClick={() => onMove(-1)} />
        <Button icon={<ArrowDownOutlined />} aria-label={t('workshop.columns.down')} onClick={() => onMove(1)} />
        <Button danger icon={<DeleteOutlined />} aria-label={t('common.remove')} onClick={onRemove} />
      </span>
    </li>
  )
}
