/** Endpoints are such trees, and so is everything else of the API server: see `lib/core/tree.ts`. */
export * from '@/lib/core/tree'
