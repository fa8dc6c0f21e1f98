import { createDeviceSetting, type DeviceSetting } from '../device/device-setting.ts';

/** Where somebody was. */
export interface RecentPage {
	path: string;
	/** What it was called then. */
	label: string;
	/** A name of `@flotilla/ui`'s icon set. */
	icon: string;
}

interface KeptPages {
	/** Whose they are: another person who signs in here does not see them. */
	userId: string;
	/** The newest first. */
	pages: readonly RecentPage[];
}

/** How many are kept. */
const maximumPages = 8;

const isText = (value: unknown): value is string => typeof value === 'string';
const isPage = (value: unknown): value is RecentPage => {
	const page = value as Partial<RecentPage> | null;
	return typeof page === 'object' && isText(page?.path) && isText(page?.label) && isText(page?.icon);
};

const readKept = (text: string): KeptPages | undefined => {
	try {
		const { userId, pages } = JSON.parse(text) as Partial<KeptPages>;
		return isText(userId) && Array.isArray(pages) ? { userId, pages: pages.filter(isPage) } : undefined;
	} catch {
		return undefined;
	}
};

export type RecentPages = DeviceSetting<KeptPages | null>;

/** On this device, until its person signs out; see `ForgetRecentPages`. */
export const recentPages: RecentPages = createDeviceSetting<KeptPages | null>({
	key: 'flotilla.recent',
	fallback: null,
	read: readKept,
	write: JSON.stringify,
});

export const pagesOf = (kept: KeptPages | null, userId: string | undefined): readonly RecentPage[] =>
	kept !== null && kept.userId === userId ? kept.pages : [];

/** The page is the newest from now on; the same address is in the list once. */
export const rememberPage = (setting: RecentPages, userId: string, page: RecentPage): void => {
	const others = pagesOf(setting.get(), userId).filter(({ path }) => path !== page.path);
	setting.set({ userId, pages: [page, ...others].slice(0, maximumPages) });
};
