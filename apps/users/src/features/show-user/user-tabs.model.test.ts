import { describe, expect, it } from 'vitest';
import { nameTabs, readTab, writeTab } from './user-tabs.model.ts';

const files = { key: 'files/UserFilesTab', remote: 'files' };
const tabs = nameTabs([files, { key: 'files/Shared', remote: 'files' }, { key: 'profile/Badges', remote: 'profile' }]);
const names = tabs.map(({ name }) => name);

describe('the tabs of a person', () => {
	it('have a short name, and the full one where the short one is taken', () => {
		expect(tabs.map(({ name }) => name)).toEqual(['files', 'files/Shared', 'profile/Badges']);
		expect(tabs[0]?.filler).toBe(files);
	});

	it.each(tabs)('come back from the address: $name', ({ name }) => {
		expect(readTab(new URLSearchParams(writeTab(new URLSearchParams(), name).toString()), names)).toBe(name);
	});

	it('show the profile when the address names none, or one whose remote is gone', () => {
		expect(readTab(new URLSearchParams(), names)).toBe('profile');
		expect(readTab(new URLSearchParams({ tab: 'audit' }), names)).toBe('profile');
	});

	it('leave the rest of the address alone', () => {
		expect(writeTab(new URLSearchParams('from=mail&tab=files'), 'profile').toString()).toBe('from=mail');
	});
});
