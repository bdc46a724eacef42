import 'server-only'
import { createHash } from 'node:crypto'
import type { Trial } from './trial'

/**
 * What exactly somebody asked for: to end this trial of this object, and to restore these settings and no others. Short, for
 * it is sealed with the person's name. The order of keys is the object's, and an API server keeps an annotation as it is.
 */
export const errandOf = ({ id, uid, generation, at, until, inverse }: Omit<Trial, 'asker'>): string =>
  createHash('sha256')
    .update(JSON.stringify(['endpoint trial', id, uid, generation, at, until, inverse]))
    .digest('base64url')
