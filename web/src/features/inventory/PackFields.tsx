import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'

/** What the article is also sold in: a name, how many units are in one, and its own price where it has one. */
export function PackFields({ currency }: { currency: string }) {
  const { t } = useTranslation()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <Form.List name="packs">
      {(fields, { add, remove }) => (
        <Form.Item label={t('inventory.packs')} extra={t('inventory.packsHint')}>
          {fields.map(({ key, name }) => (
            <div key={key} className="form-row">
              <Form.Item name={[name, 'name']} label={t('inventory.packName')} rules={required}>
                <Input dir="auto" autoComplete="off" maxLength={60} />
              </Form.Item>
              <Form.Item name={[name, 'factor']} label={t('inventory.packFactor')} rules={required}>
                <ScaledInput decimals={3} />
              </Form.Item>
              <Form.Item name={[name, 'price']} label={t('inventory.price')}>
                <MoneyInput currency={currency} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('common.remove')}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          {fields.length < 10 && (
            <Button icon={<PlusOutlined />} onClick={() => add({ name: '', factor: null, price: null })}>
              {t('inventory.addPack')}
            </Button>
          )}
        </Form.Item>
      )}
    </Form.List>
  )
}
