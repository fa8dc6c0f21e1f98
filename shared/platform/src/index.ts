export { createPlatform, type Platform, type PlatformEnvironment, type PlatformOptions } from './create-platform.ts';
export { PlatformProvider, useConnectionState, usePlatform } from './platform-context.tsx';
export type { FailureReport, ReportFailure } from './report/failure-report.ts';
export { runRemotes } from './run-remotes.ts';
