import { Input, type InputRef, Select, Space } from 'antd'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parts, SCHEMES } from './electronicAddress'
import { useLanguage } from './useLanguage'

interface Props {
  id?: string
  ref?: Ref<InputRef>
  value?: string | null
  onChange?: (address: string) => void
}

/** Where a business is found on a network of electronic documents: its register, and its number there. A whole address may be pasted. */
export function ElectronicAddressInput({ id, ref, value, onChange }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [usual, setUsual] = useState<string>(SCHEMES[0][0])
  const [scheme, number] = parts(value ?? '', usual)
  const regions = new Intl.DisplayNames(language, { type: 'region' })
  const known = SCHEMES.map(([code, country, register]) => ({
    value: code as string,
    label: `${code} · ${[country && regions.of(country), register].filter(Boolean).join(' · ')}`,
  }))
  const options = known.some((one) => one.value === scheme) ? known : [...known, { value: scheme, label: scheme }]
  const set = (typed: string) => {
    const [chosen, rest] = parts(typed, scheme)
    setUsual(chosen)
    onChange?.(rest === '' ? '' : `${chosen}:${rest}`)
  }
  return (
    <Space.Compact block>
      <Select
        aria-label={t('customers.scheme')}
        value={scheme}
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        style={{ width: '45%' }}
        onChange={(chosen: string) => {
          setUsual(chosen)
          if (number !== '') onChange?.(`${chosen}:${number}`)
        }}
      />
      <Input
        id={id}
        ref={ref}
        dir="ltr"
        autoComplete="off"
        maxLength={90}
        value={number}
        onChange={({ target }) => set(target.value)}
      />
    </Space.Compact>
  )
}
