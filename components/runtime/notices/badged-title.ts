/** A page's title with a number in front, in place of the one that may stand there; zero has none. */
export const badgedTitle = (title: string, count: number): string => {
  const plain = title.replace(/^\(\d+\+?\) /, '')
  return count > 0 ? `(${count > 99 ? '99+' : count}) ${plain}` : plain
}
