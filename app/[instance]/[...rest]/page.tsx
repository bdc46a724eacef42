import { notFound } from 'next/navigation'

/** An address below an instance that no other page takes: not found, inside the instance's frame. */
export default function Nothing(): never {
  notFound()
}
