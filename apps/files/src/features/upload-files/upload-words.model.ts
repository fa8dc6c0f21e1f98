import { isApiError } from '@flotilla/api-client';
import type { Format } from '@flotilla/i18n';
import type { UploadRefusal } from './upload-check.model.ts';
import type { UploadFilesTranslate } from './upload-files.messages.ts';
import { isUnderWay, progressOf, type UploadItem } from './upload-item.ts';

/** What the words are made with. */
export interface UploadWords {
	t: UploadFilesTranslate;
	format: Pick<Format, 'bytes' | 'percent' | 'duration'>;
	/** Of a failure that has no words here: from `useDescribeError`. */
	describe: (error: unknown) => string;
}

/** What was wrong with a file, and what would have been right. */
export const describeRefusal = (refusal: UploadRefusal, { t, format }: Pick<UploadWords, 't' | 'format'>): string => {
	switch (refusal.reason) {
		case 'empty':
			return t('refusedEmpty');
		case 'type-not-allowed':
			return t('refusedType');
		case 'no-space':
			return t('refusedSpace', { left: format.bytes(refusal.left) });
		case 'too-large':
			return t('refusedSize', { maximum: format.bytes(refusal.maximum) });
	}
};

export const describeUploadError = (error: unknown, { t, describe }: Pick<UploadWords, 't' | 'describe'>): string => {
	if (!isApiError(error)) return t('brokeOff');
	return error.code === 'FILE_TYPE_NOT_ALLOWED' ? t('refusedType') : describe(error);
};

/** How far an upload is, in one line. */
export const describeProgress = (item: UploadItem, { t, format }: Pick<UploadWords, 't' | 'format'>): string => {
	const { percentage, bytesPerSecond, secondsLeft } = progressOf(item);
	const percent = format.percent(percentage / 100);
	switch (item.state.status) {
		case 'waiting':
			return t('waiting');
		case 'offline':
			return t('offline');
		case 'paused':
			return t('paused', { percent });
		case 'done':
			return t('done');
		case 'uploading':
			if (bytesPerSecond === null || secondsLeft === null || percentage === 100) return percent;
			return t('figures', {
				percent,
				rate: t('rate', { size: format.bytes(bytesPerSecond) }),
				left: t('timeLeft', { time: format.duration(Math.ceil(secondsLeft)) }),
			});
		default:
			return format.bytes(item.file.size);
	}
};

/** Why it is not uploaded; null when nothing is wrong. */
export const describeTrouble = ({ state }: UploadItem, words: UploadWords): string | null => {
	if (state.status === 'refused') return describeRefusal(state.refusal, words);
	return state.status === 'failed' ? describeUploadError(state.error, words) : null;
};

/** How all of them stand, in one line. */
export const summarizeUploads = (items: readonly UploadItem[], { t }: Pick<UploadWords, 't'>): string => {
	const count = (matches: (item: UploadItem) => boolean): number => items.filter(matches).length;
	const underWay = count(isUnderWay);
	if (underWay > 0) return t('summaryUnderWay', { count: underWay });
	const paused = count(({ state }) => state.status === 'paused');
	if (paused > 0) return t('summaryPaused', { count: paused });
	const failed = count(({ state }) => state.status === 'failed' || state.status === 'refused');
	return failed === 0 ? t('summaryDone') : t('summaryFailed', { count: failed });
};
