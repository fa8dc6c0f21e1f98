/** Held by the tab that renews the token. */
export const refreshLockName = 'flotilla.session-refresh';

/**
 * Every tab with a token holds this lock, shared. So a tab that wants a token knows how many answers to expect,
 * and one that is alone does not wait for any.
 */
export const tabLockName = 'flotilla.session-tab';
