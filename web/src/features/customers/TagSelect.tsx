import { Select } from 'antd'
import type { CustomerTag, Id } from '@/api/types'
import { Tag } from '@/ui/StatusTag'

interface Props {
  tags: CustomerTag[]
  value: Id[]
  label: string
  className?: string
  disabled?: boolean
  onAdd: (id: Id) => void
  onRemove: (id: Id) => void
}

/** Tags to choose, each in its colour. */
export function TagSelect({ tags, value, label, onAdd, onRemove, ...rest }: Props) {
  return (
    <Select<Id[], { value: Id; label: string; tag: CustomerTag }>
      {...rest}
      mode="multiple"
      aria-label={label}
      placeholder={label}
      maxTagCount="responsive"
      value={value}
      onSelect={(id) => onAdd(id as unknown as Id)}
      onDeselect={(id) => onRemove(id as unknown as Id)}
      showSearch={{ optionFilterProp: 'label' }}
      options={tags.map((tag) => ({ value: tag.id, label: tag.name, tag }))}
      optionRender={({ data }) => (
        <Tag tone={data.tag.colour}>
          <bdi>{data.tag.name}</bdi>
        </Tag>
      )}
    />
  )
}
