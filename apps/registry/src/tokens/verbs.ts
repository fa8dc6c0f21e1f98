/** What a token may be good for. */
export const verbs = ['publish', 'promote', 'rollback', 'canary', 'pin', 'link', 'admin'] as const;

/**
 * - `publish` stores builds; `promote` and `rollback` move pointers, and publishing into a channel needs `promote`, too.
 * - `canary`, `pin`: rollouts and pins of the app. `link`: addresses that show one of its builds.
 * - `admin`: which keys may sign the app's builds. With all apps: tokens as well.
 */
export type Verb = (typeof verbs)[number];

/** What a token may do when nothing is said: ship an app, and take it back. */
export const defaultVerbs: readonly Verb[] = ['publish', 'promote', 'rollback'];
