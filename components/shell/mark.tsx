/** The product's mark: a gate in a channel, half raised. Decoration; the name stands beside it. */
export function Mark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden focusable="false">
      <rect x="2" y="2" width="20" height="20" rx="5" fill="var(--colorBrandBackground)" />
      <path
        d="M7 5.5v13M17 5.5v13"
        stroke="var(--colorNeutralForegroundOnBrand)"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
      <path d="M9.5 6.5h5v5h-5z" fill="var(--colorNeutralForegroundOnBrand)" />
      <path
        d="M4.5 15.5c1.6-1.4 3.4-1.4 5 0s3.4 1.4 5 0 3.4-1.4 5 0"
        stroke="var(--colorNeutralForegroundOnBrand)"
        strokeWidth="1.6"
        fill="none"
        strokeLinecap="round"
      />
    </svg>
  )
}
