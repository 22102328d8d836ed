import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { asProblem, errorText } from '@/api/problem'
import type { Site } from '@/api/types'
import { refreshMe } from '@/app/session'
import { useCloseSite } from './queries'

/** Closes a site, or opens it again; a refusal says what is not finished. */
export function CloseSite({ site }: { site: Site }) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const change = useCloseSite()
  const run = (verb: 'close' | 'reopen') => async () => {
    try {
      await change(site, verb)
      await refreshMe()
      message.success(t(`settings.done.${verb}`, { name: site.name }))
    } catch (refusal) {
      const problem = asProblem(refusal)
      const work = problem.code === 'site-has-open-work' ? problem.title.split(': ').at(-1) : undefined
      modal.error({ title: errorText(refusal), content: work && <bdi dir="ltr">{work}</bdi> })
    }
  }
  const ask = () =>
    modal.confirm({
      title: t('settings.closeTitle', { name: site.name }),
      content: t('settings.closeText'),
      okText: t('settings.close'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: run('close'),
    })
  if (site.actions.includes('reopen')) return <Button onClick={run('reopen')}>{t('settings.reopen')}</Button>
  if (!site.actions.includes('close')) return null
  return (
    <Button danger onClick={ask}>
      {t('settings.close')}
    </Button>
  )
}
