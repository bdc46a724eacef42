/** The bridges alone: their layout draws them. */
export default function RuntimePage() {
  return null
}
