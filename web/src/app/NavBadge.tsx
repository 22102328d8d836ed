/** How many of something wait, beside the place where they are looked at; nothing of none. */
export function NavBadge({ count, more = false, name }: { count: number; more?: boolean; name: string }) {
  if (count === 0) return null
  return (
    <span className="nav-badge num" title={name}>
      {more ? `${count}+` : count}
      <span className="visually-hidden">{name}</span>
    </span>
  )
}
