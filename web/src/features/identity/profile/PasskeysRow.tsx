import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Passkey } from '@/api/types'
import { Age } from '@/ui/Time'
import { useSignInOptions } from '../options'
import { knowsPasskeys } from '../webauthn'
import { usePasskeys } from './queries'
import { SecurityRow } from './SecurityPanel'

const Add = lazy(() => import('./PasskeyDialogs').then((part) => ({ default: part.PasskeyAdd })))
const Rename = lazy(() => import('./PasskeyDialogs').then((part) => ({ default: part.PasskeyRename })))
const Remove = lazy(() => import('./PasskeyDialogs').then((part) => ({ default: part.PasskeyRemove })))

type Opened = { add: true } | { rename: Passkey } | { remove: Passkey } | null

/** Keys in telephones and computers that open the account with a finger, a face or their PIN. */
export function PasskeysRow() {
  const { t } = useTranslation()
  const { data: options } = useSignInOptions()
  const offered = options?.passkeys === true
  const { data } = usePasskeys(offered)
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  if (!offered) return null
  return (
    <SecurityRow name={t('passkeys.title')} text={t('passkeys.explained')}>
      <Button disabled={!knowsPasskeys()} onClick={() => setOpened({ add: true })}>
        {t('passkeys.add')}
      </Button>
      {data && data.items.length > 0 && (
        <ul className="passkeys">
          {data.items.map((passkey) => (
            <PasskeyItem
              key={passkey.id}
              passkey={passkey}
              onRename={() => setOpened({ rename: passkey })}
              onRemove={() => setOpened({ remove: passkey })}
            />
          ))}
        </ul>
      )}
      <Suspense>
        {opened && 'add' in opened && <Add onClose={close} />}
        {opened && 'rename' in opened && <Rename passkey={opened.rename} onClose={close} />}
        {opened && 'remove' in opened && <Remove passkey={opened.remove} onClose={close} />}
      </Suspense>
    </SecurityRow>
  )
}

interface ItemProps {
  passkey: Passkey
  onRename: () => void
  onRemove: () => void
}

function PasskeyItem({ passkey, onRename, onRemove }: ItemProps) {
  const { t } = useTranslation()
  const { name, last_used_at, actions } = passkey
  return (
    <li>
      <span className="grow">
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        <span className="muted">
          {last_used_at ? (
            <>
              {t('passkeys.lastUsed')} <Age at={last_used_at} />
            </>
          ) : (
            t('passkeys.unused')
          )}
        </span>
      </span>
      {actions.includes('rename') && (
        <Button size="small" onClick={onRename}>
          {t('passkeys.rename')}
        </Button>
      )}
      {actions.includes('remove') && (
        <Button size="small" danger onClick={onRemove}>
          {t('common.remove')}
        </Button>
      )}
    </li>
  )
}
