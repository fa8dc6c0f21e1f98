import type { PublishProgress } from '../client/publish-build.ts';

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

/** One line for each step of a publish. */
export const describeProgress = (progress: PublishProgress): string => {
	switch (progress.step) {
		case 'read':
			return `Read ${progress.files} files, ${kilobytes(progress.size)}.`;
		case 'announced':
			return `Build ${progress.build}: ${progress.toSend} to send, ${progress.stored} stored already.`;
		case 'sent':
			return `Sent ${progress.done} of ${progress.toSend}: ${progress.path}`;
		case 'committing':
			return 'Compressing and committing.';
	}
};
