import { type StoryFile, testLayout } from './test-layout.tsx';

testLayout(import.meta.glob<StoryFile>(['../apps/auth/src/**/*.stories.tsx', '../apps/users/src/**/*.stories.tsx']));
