/**
 * Spread on whatever opens a panel or a dialog: closing it gives the focus back to the one that had it last. It is the
 * attribute of Fluent's `useRestoreFocusTarget`, written out, since the hook would bring the whole focus manager into the
 * first load of every page.
 */
export const restoresFocus = { 'data-tabster': '{"restorer":{"type":1}}' } as const
