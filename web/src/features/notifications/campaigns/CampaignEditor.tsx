import { useQueryClient } from '@tanstack/react-query'
import { App, Checkbox, Form, Input, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '@/api/problem'
import type { Campaign, CampaignInput, Id, Language } from '@/api/types'
import { direction, LANGUAGES } from '@/app/locale'
import { useCustomerTags } from '@/ui/CustomerTags'
import { FormDrawer } from '@/ui/FormDrawer'
import { CHANNELS, createCampaign, inAll, campaign as one, updateCampaign } from './commands'
import { asSent } from './examples'
import { Preview } from './Preview'

interface Props {
  site: Id
  /** The one that is changed; a new one without. */
  campaign?: Campaign
  start: CampaignInput
  onClose: () => void
  onSaved?: (id: Id) => void
}

const KINDS = ['deferred', 'lapsed', 'all'] as const
const NAMES = ['customer', 'vehicle', 'plate', 'jobs', 'book', 'garage', 'phone'] as const

/** A campaign as it is written: to whom, what it says, by what and when. Ctrl+Enter saves. */
export function CampaignEditor({ site, campaign, start, onClose, onSaved }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<CampaignInput>()
  const [language, setLanguage] = useState<Language>('fr')
  const save = async () => {
    // What stands under another language counts too.
    const input = asSent({ ...start, ...(form.getFieldsValue(true) as CampaignInput) })
    const written = campaign ? updateCampaign(campaign, input) : createCampaign(site, input)
    const kept = await written.catch((refusal: unknown) => {
      throw placed(refusal, input)
    })
    client.setQueryData(one(kept.id).queryKey, kept)
    await client.invalidateQueries(inAll)
    message.success(t('campaigns.saved'))
    onSaved?.(kept.id)
  }
  return (
    <FormDrawer<CampaignInput>
      title={t(campaign ? 'campaigns.edit' : 'campaigns.new')}
      form={form}
      initial={start}
      onSave={save}
      onClose={onClose}
      size={760}
    >
      <Form.Item
        name="name"
        label={t('campaigns.name')}
        rules={[{ required: true, message: t('problem.field.required') }]}
      >
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Whom />
      <Form.Item
        name="channels"
        label={t('campaigns.channels')}
        rules={[{ type: 'array', min: 1, required: true, message: t('problem.field.required') }]}
      >
        <Select
          mode="multiple"
          options={CHANNELS.map((value) => ({ value, label: t(`campaigns.channel.${value}`) }))}
        />
      </Form.Item>
      <h3 className="panel-title">{t('campaigns.text')}</h3>
      <Segmented
        block
        value={language}
        onChange={setLanguage}
        options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
      />
      {LANGUAGES.map(({ code }, place) => (
        <div key={code} hidden={code !== language} lang={code} dir={direction(code)}>
          <Said place={place} />
          {code === language && <Preview site={site} form={form} place={place} language={code} />}
        </div>
      ))}
      <h3 className="panel-title">{t('campaigns.when')}</h3>
      <Form.Item name="by_hand" valuePropName="checked">
        <Checkbox>{t('campaigns.byHand')}</Checkbox>
      </Form.Item>
      <div className="campaign-fields">
        <Form.Item name="starts_on" label={t('campaigns.starts')} normalize={(value) => value || null}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="ends_on" label={t('campaigns.ends')} normalize={(value) => value || null}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="holdout" label={t('campaigns.holdout')} extra={t('campaigns.holdoutHint')}>
          <InputNumber min={0} max={50} precision={0} />
        </Form.Item>
      </div>
    </FormDrawer>
  )
}

function Whom() {
  const { t } = useTranslation()
  const kind = Form.useWatch(['segment', 'kind'])
  const tags = useCustomerTags().data ?? []
  return (
    <>
      <Form.Item name={['segment', 'kind']} label={t('campaigns.who')} extra={t('campaigns.consent')}>
        <Select options={KINDS.map((value) => ({ value, label: t(`campaigns.kind.${value}`) }))} />
      </Form.Item>
      <div className="campaign-fields">
        {kind === 'deferred' && (
          <>
            <Form.Item name={['segment', 'min_days']} label={t('campaigns.minDays')}>
              <InputNumber min={0} max={3650} precision={0} />
            </Form.Item>
            <Form.Item name={['segment', 'max_days']} label={t('campaigns.maxDays')}>
              <InputNumber min={0} max={3650} precision={0} />
            </Form.Item>
            <Form.Item name={['segment', 'word']} label={t('campaigns.word')} extra={t('campaigns.wordHint')}>
              <Input maxLength={100} />
            </Form.Item>
          </>
        )}
        {kind === 'lapsed' && (
          <Form.Item name={['segment', 'months']} label={t('campaigns.months')}>
            <InputNumber min={1} max={120} precision={0} />
          </Form.Item>
        )}
        {tags.length > 0 && (
          <Form.Item name={['segment', 'tag_id']} label={t('campaigns.tag')}>
            <Select
              allowClear
              placeholder={t('campaigns.anyTag')}
              options={tags.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
      </div>
    </>
  )
}

/** The words of one language, and the names that may stand in them. */
function Said({ place }: { place: number }) {
  const { t } = useTranslation()
  const label = (name: (typeof NAMES)[number]) =>
    name === 'jobs' || name === 'book' ? t(`campaigns.${name}`) : t(`texts.name.${name}`)
  return (
    <>
      <p className="muted small campaign-names">
        {t('campaigns.names')} :{' '}
        {NAMES.map((name) => (
          <span key={name}>
            <code dir="ltr">{`{${name}}`}</code> {label(name)}{' '}
          </span>
        ))}
      </p>
      <Form.Item name={['texts', place, 'subject']} label={t('campaigns.subject')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={['texts', place, 'body']} label={t('campaigns.body')}>
        <Input.TextArea autoSize={{ minRows: 5, maxRows: 14 }} maxLength={5000} />
      </Form.Item>
      <Form.Item name={['texts', place, 'short']} label={t('campaigns.short')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={640} />
      </Form.Item>
    </>
  )
}

/** A refusal with its faults where the fields stand: languages that say nothing were left out, and a new campaign is sent within its site's. */
function placed(refusal: unknown, { texts }: CampaignInput): unknown {
  if (!(refusal instanceof ProblemError)) return refusal
  const place = (at: string) => LANGUAGES.findIndex(({ code }) => code === texts[Number(at)]?.language)
  const moved = (pointer: string) =>
    pointer.replace(/^\/campaign\//, '/').replace(/^\/texts\/(\d+)/, (_, at: string) => `/texts/${place(at)}`)
  const errors = refusal.problem.errors?.map((fault) => ({ ...fault, pointer: moved(fault.pointer) }))
  return new ProblemError({ ...refusal.problem, errors })
}
