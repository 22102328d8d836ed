export function Logo({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="#0f766e" />
      <path
        d="M23.5 8.5h-11a4 4 0 0 0-4 4v7a4 4 0 0 0 4 4h11"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <path
        d="M8.5 16h7l2-3 3 6 2-3h1.5"
        fill="none"
        stroke="#5eead4"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
