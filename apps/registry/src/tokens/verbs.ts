/** What a token may be good for. */
export const verbs = ['publish', 'promote', 'rollback', 'canary', 'pin', 'link', 'admin'] as const;

/**
 * - `publish` stores builds; `promote` and `rollback` move pointers, and publishing into a channel needs `promote`, too, and so does
 *   taking the app out of one.
 * - `canary`, `pin`: rollouts and pins of the app. `link`: addresses that show one of its builds.
 * - `admin`: which keys may sign the app's builds. With all apps: tokens and the collection of garbage as well.
 */
export type Verb = (typeof verbs)[number];

/** What a token may do when nothing is said: ship an app, take it back, and hold it where it is. */
export const defaultVerbs: readonly Verb[] = ['publish', 'promote', 'rollback', 'pin'];
