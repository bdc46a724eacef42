import { maxYamlBytes } from '@/lib/core/yaml-guard'

/** What files hold as one text, or why one of them cannot be taken. */
export type FilesContent = { text: string } | { refused: string }

/** Reads files as UTF-8 text; of an oversized one not a byte. Several are documents of one text, which only YAML can be. */
export async function readFiles(files: readonly File[]): Promise<FilesContent> {
  const large = files.find(({ size }) => size > maxYamlBytes)
  if (large) return { refused: `${large.name} is larger than 512 KB, so it was not read.` }
  const texts: string[] = []
  for (const file of files) {
    try {
      texts.push(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()))
    } catch {
      return { refused: `${file.name} is not text in UTF-8, so it was not read.` }
    }
  }
  // JSON is YAML as well, and in a set of several it is read as such.
  return { text: texts.join('\n---\n') }
}
