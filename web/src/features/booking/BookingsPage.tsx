import { useTranslation } from 'react-i18next'
import type { AppointmentRow } from '@/api/types'
import { useListSite } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { Plate } from '@/ui/Plate'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'
import { MatchPanel } from './MatchPanel'

/** What was asked for and nobody answered yet, the next first. */
export function BookingsPage() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  return (
    <>
      <PageHeader title={t('nav.bookings')} />
      <DataTable<AppointmentRow>
        path="/appointments"
        query={{ site: useListSite(), state: 'requested' }}
        columns={[...useColumns(), ...useSiteColumn<AppointmentRow>()]}
        href={({ id }) => ({ to: '/bookings', search: { ...url, open: id } })}
        empty={<EmptyState title={t('booking.empty')} text={t('booking.emptyText')} />}
      />
      {url.open && <MatchPanel key={url.open} id={url.open} onClose={() => setUrl({ open: undefined })} />}
    </>
  )
}

function useColumns(): Column<AppointmentRow>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  return [
    { key: 'start', title: t('booking.start'), render: ({ start }) => <Time at={start} /> },
    {
      key: 'name',
      title: t('booking.who'),
      render: ({ customer_name }) => (
        <strong>
          <Words text={customer_name} />
        </strong>
      ),
    },
    { key: 'plate', title: t('vehicles.plate'), render: ({ plate }) => (plate ? <Plate text={plate} /> : '—') },
    {
      key: 'services',
      title: t('booking.services'),
      render: ({ services }) => services.map(({ names }) => names[language]).join(', '),
    },
    {
      key: 'phone',
      title: t('customers.phone'),
      desktopOnly: true,
      render: ({ phone }) => <bdi dir="ltr">{phone ?? '—'}</bdi>,
    },
  ]
}
