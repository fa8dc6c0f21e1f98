export { createPlatform, type Platform, type PlatformEnvironment, type PlatformOptions } from './create-platform.ts';
export { platformMessages } from './platform.messages.ts';
export { PlatformProvider, useConnectionState, usePlatform } from './platform-context.tsx';
export { preloadPage } from './preload-page.ts';
export {
	createPush,
	type Push,
	type PushApiPort,
	type PushOptions,
	type PushState,
	pushStorageKey,
} from './push/create-push.ts';
export { isPushError, PushError, type PushErrorCode } from './push/push-error.ts';
export { useDescribePushError } from './push/use-describe-push-error.ts';
export { usePush } from './push/use-push.ts';
export type { FailureReport, ReportFailure } from './report/failure-report.ts';
export { runRemotes } from './run-remotes.ts';
export { useUpdateReady } from './use-update-ready.ts';
