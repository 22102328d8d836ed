import type { Language, PublicSite } from '@/api/types'
import { useTexts } from './texts'

const NAMES: Record<Language, string> = { fr: 'Français', ar: 'العربية', en: 'English' }

/** Whose page it is, how to call them, and in which language it speaks. */
export function SiteHead({ site, onLanguage }: { site: PublicSite; onLanguage: (language: Language) => void }) {
  const { language, say } = useTexts()
  return (
    <header className="head">
      <div className="column">
        <div>
          <strong className="name">
            <bdi>{site.name}</bdi>
          </strong>
          {site.address && (
            <p>
              <bdi>{site.address}</bdi>
            </p>
          )}
          {site.phone && (
            <p>
              <a href={`tel:${site.phone}`} aria-label={`${say('call')} ${site.phone}`}>
                <bdi dir="ltr">{site.phone}</bdi>
              </a>
            </p>
          )}
        </div>
        <nav aria-label={say('language')} className="languages">
          {site.languages.map((code) => (
            <button
              key={code}
              type="button"
              lang={code}
              aria-pressed={code === language}
              onClick={() => onLanguage(code)}
            >
              {NAMES[code]}
            </button>
          ))}
        </nav>
      </div>
    </header>
  )
}
