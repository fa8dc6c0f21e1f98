/** For servers and builds only: pages need no OpenAPI. */
export { type ApiContract, type ApiOperation, apiContract, comparedMethods, pickOperations } from './api-contract.ts';
export { describeApi, errorCodes } from './describe-api.ts';
export { type ApiDescription, describeEndpoints, type EndpointGroups } from './describe-endpoints.ts';
export type { DescribedEndpoint, JsonObject } from './describe-operation.ts';
