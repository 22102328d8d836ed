import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecoveryCodes as Codes } from '@/api/types'
import { Tag } from '@/ui/StatusTag'
import { useSecondFactor, useSecurityChanged } from './queries'
import { SecurityRow } from './SecurityPanel'

const SetUp = lazy(() => import('./SecondFactorSetUp').then((part) => ({ default: part.SecondFactorSetUp })))
const Remove = lazy(() => import('./SecondFactorRemove').then((part) => ({ default: part.SecondFactorRemove })))
const NewCodes = lazy(() => import('./NewCodesDialog').then((part) => ({ default: part.NewCodesDialog })))
const ShowCodes = lazy(() => import('./RecoveryCodes').then((part) => ({ default: part.RecoveryCodes })))

type Opened = 'begin' | 'remove' | 'make_recovery_codes' | null

/** The authenticator app: set up, replaced codes, switched off. */
export function SecondFactorRow() {
  const { t } = useTranslation()
  const { data } = useSecondFactor()
  const changed = useSecurityChanged()
  const [opened, setOpened] = useState<Opened>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const close = () => setOpened(null)
  const show = ({ recovery_codes }: Codes) => {
    setCodes(recovery_codes)
    changed()
  }
  const text = data?.enabled
    ? t('secondFactor.codesLeft', { count: data.recovery_codes_left })
    : t('secondFactor.explained')
  const beside = data && (
    <Tag tone={data.enabled ? 'green' : 'amber'}>{t(data.enabled ? 'secondFactor.on' : 'secondFactor.off')}</Tag>
  )
  return (
    <SecurityRow name={t('secondFactor.title')} beside={beside} text={text}>
      {(['begin', 'make_recovery_codes', 'remove'] as const)
        .filter((action) => data?.actions.includes(action))
        .map((action) => (
          <Button key={action} type={action === 'begin' ? 'primary' : 'default'} onClick={() => setOpened(action)}>
            {t(`secondFactor.action.${action}`)}
          </Button>
        ))}
      <Suspense>
        {opened === 'begin' && <SetUp onCodes={show} onClose={close} />}
        {opened === 'remove' && <Remove onClose={close} />}
        {opened === 'make_recovery_codes' && <NewCodes onCodes={show} onClose={close} />}
        {codes && <ShowCodes codes={codes} onClose={() => setCodes(null)} />}
      </Suspense>
    </SecurityRow>
  )
}
