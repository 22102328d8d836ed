import { CloseOutlined, PrinterOutlined } from '@ant-design/icons'
import { useSearch } from '@tanstack/react-router'
import { App, Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { LabelSize, LabelSymbol, ProductRow } from '@/api/types'
import { useSiteId } from '@/app/site'
import { ProductSearch } from '@/features/inventory/ProductSearch'
import { Chips } from '@/ui/Chips'
import { PageHeader } from '@/ui/PageHeader'
import { showBlob } from '@/ui/saveBlob'
import { useLanguage } from '@/ui/useLanguage'
import { asked, PLACES, printLabels, SIZES, SYMBOLS, type Thing } from './labels'
import { StoreTabs } from './StoreTabs'
import './labels.css'

/** What another page asks labels for, in the address. */
type Given = Partial<Record<'kind' | 'code' | 'title' | 'detail', string>>

function givenThing({ kind, code, title, detail }: Given): Thing[] {
  if (!code || !(kind === 'article' || kind === 'tag' || kind === 'bin')) return []
  return [{ key: `${kind} ${code}`, kind, code, title: title ?? code, detail, copies: 1 }]
}

/** Labels for articles, bins and keys: what, how many, on which paper. */
export function LabelsPage() {
  const { t } = useTranslation()
  const given = useSearch({ strict: false }) as Given
  const [things, setThings] = useState<Thing[]>(() => givenThing(given))
  const add = (thing: Thing) =>
    setThings((old) =>
      old.some(({ key }) => key === thing.key)
        ? old.map((one) => (one.key === thing.key ? { ...one, copies: one.copies + 1 } : one))
        : [...old, thing],
    )
  return (
    <>
      <PageHeader title={t('store.place.labels')} beside={<StoreTabs now="labels" />} />
      <div className="record-columns">
        <div className="stack">
          <AddThing onAdd={add} />
          <Things things={things} onChange={setThings} />
        </div>
        <PaperPanel things={things} />
      </div>
    </>
  )
}

function AddThing({ onAdd }: { onAdd: (thing: Thing) => void }) {
  const { t } = useTranslation()
  const site = useSiteId()
  const [bin, setBin] = useState('')
  const pick = ({ id, name, sku }: ProductRow) =>
    onAdd({ key: `article ${id}`, kind: 'article', code: id, title: name, detail: sku, copies: 1 })
  const addBin = () => {
    const code = bin.trim()
    if (!code) return
    onAdd({ key: `bin ${code}`, kind: 'bin', code, title: code, copies: 1 })
    setBin('')
  }
  return (
    <section className="panel panel-body stack">
      <ProductSearch site={site} onPick={pick} autoFocus />
      <div className="row">
        <Input
          value={bin}
          maxLength={60}
          aria-label={t('labels.bin')}
          placeholder={t('labels.bin')}
          onChange={({ target }) => setBin(target.value)}
          onPressEnter={addBin}
          dir="auto"
        />
        <Button onClick={addBin}>{t('common.add')}</Button>
      </div>
    </section>
  )
}

interface ThingsProps {
  things: Thing[]
  onChange: (things: Thing[]) => void
}

function Things({ things, onChange }: ThingsProps) {
  const { t } = useTranslation()
  if (things.length === 0) return <p className="panel panel-body muted">{t('labels.none')}</p>
  const copies = (key: string, count: number) =>
    onChange(things.map((thing) => (thing.key === key ? { ...thing, copies: count } : thing)))
  return (
    <section className="panel" aria-label={t('store.place.labels')}>
      <ul className="label-things">
        {things.map(({ key, kind, title, detail, copies: count }) => (
          <li key={key}>
            <span className="grow">
              <bdi>{title}</bdi>
              <br />
              <small className="muted">
                {t(`labels.kind.${kind}`)} {detail && <bdi className="code">{detail}</bdi>}
              </small>
            </span>
            <InputNumber
              min={1}
              max={1000}
              precision={0}
              value={count}
              aria-label={t('labels.copiesOf', { name: title })}
              onChange={(value) => copies(key, value ?? 1)}
            />
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('inventory.removeLine', { name: title })}
              onClick={() => onChange(things.filter((thing) => thing.key !== key))}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function PaperPanel({ things }: { things: Thing[] }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const site = useSiteId()
  const language = useLanguage()
  const [size, setSize] = useState<LabelSize>('a4_24')
  const [symbol, setSymbol] = useState<LabelSymbol>('code128')
  const [skip, setSkip] = useState(0)
  const [busy, setBusy] = useState(false)
  const print = async () => {
    setBusy(true)
    await printLabels({ site_id: site, size, symbol, language, skip: PLACES[size] ? skip : 0, ...asked(things) }).then(
      showBlob,
      (error: unknown) => message.error(errorText(error)),
    )
    setBusy(false)
  }
  return (
    <section className="panel panel-body stack aside">
      <Select<LabelSize>
        aria-label={t('labels.paper')}
        value={size}
        options={SIZES.map((value) => ({ value, label: t(`labels.size.${value}`) }))}
        onChange={setSize}
      />
      <Chips
        label={t('labels.symbol')}
        value={symbol}
        options={SYMBOLS.map((value) => ({ value, label: t(`labels.symbols.${value}`) }))}
        onChange={setSymbol}
      />
      {PLACES[size] > 0 && (
        <div className="row">
          <span className="grow">{t('labels.skip')}</span>
          <InputNumber
            min={0}
            max={PLACES[size] - 1}
            precision={0}
            value={skip}
            aria-label={t('labels.skip')}
            onChange={(value) => setSkip(value ?? 0)}
          />
        </div>
      )}
      <Button type="primary" icon={<PrinterOutlined />} loading={busy} disabled={things.length === 0} onClick={print}>
        {t('common.print')}
      </Button>
    </section>
  )
}
