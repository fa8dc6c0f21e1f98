export { type Api, type ApiOptions, createApi } from './create-api.ts';
export { demoAccounts } from './demo/demo-accounts.ts';
export { defaultSettings, type Settings } from './settings.ts';
