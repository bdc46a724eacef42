/** The list alone: its layout draws it. */
export default function EndpointsPage() {
  return null
}
