import type { FilesUsage } from '@flotilla/contracts';

export interface Space {
	/** Bytes that may still be used; null without a limit. */
	left: number | null;
	/** Of the quota, from 0 to 1; null without one. Where there is no space at all it is used up. */
	share: number | null;
	level: 'plenty' | 'little' | 'none';
}

/** From this share on somebody should know. */
const littleFrom = 0.9;

/** What uploads under way will need counts as used. */
export const describeSpace = ({ used, reserved, quota }: Pick<FilesUsage, 'used' | 'reserved' | 'quota'>): Space => {
	if (quota === null) return { left: null, share: null, level: 'plenty' };
	const taken = used + reserved;
	const share = quota === 0 ? 1 : Math.min(1, taken / quota);
	return {
		left: Math.max(0, quota - taken),
		share,
		level: share >= 1 ? 'none' : share >= littleFrom ? 'little' : 'plenty',
	};
};
