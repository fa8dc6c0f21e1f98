export type { ConformanceSocket, ConformanceTarget } from './conformance-target.ts';
export { describeConformance } from './describe-conformance.ts';
