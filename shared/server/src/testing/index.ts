export { createAnswerCheck } from './create-answer-check.ts';
export { createTestDatabase, type TestDatabase } from './create-test-database.ts';
export { startTestS3, type TestS3 } from './start-test-s3.ts';
