/*
 * Loaded into a portal by a test (NODE_OPTIONS=--require): makes it do on a signal what no code of its own should do, throw
 * where nobody catches it.
 */
process.on('SIGUSR2', () => {
  setTimeout(() => {
    throw new Error('thrown in a timer')
  }, 0)
  void Promise.reject(new Error('listened to by nobody'))
})
