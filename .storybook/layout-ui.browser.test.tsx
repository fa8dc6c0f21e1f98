import { type StoryFile, testLayout } from './test-layout.tsx';

testLayout(import.meta.glob<StoryFile>(['../shared/ui/src/**/*.stories.tsx']));
