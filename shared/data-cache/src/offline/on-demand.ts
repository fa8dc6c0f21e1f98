// What is loaded on demand: nothing here is needed for the first page.
export { createOutbox } from '../outbox/create-outbox.ts';
export { createReadVersion, createSendOperation } from '../outbox/send-operation.ts';
export { showOutbox } from '../outbox/show-outbox.ts';
export { createCachePersistence } from '../persistence/create-cache-persistence.ts';
