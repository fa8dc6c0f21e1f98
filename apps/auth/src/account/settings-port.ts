import type { Api } from '@flotilla/api-client';

/** The calls of the sections of the settings; `Api['auth']` fits. Rejections are `ApiError`s. */
export type SettingsPort = Pick<Api['auth'], 'changePassword'>;
