export { readSharedModules, type SharedModuleUse } from './read-shared-modules.ts';
