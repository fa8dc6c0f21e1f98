import type { User } from '@flotilla/contracts';
import { type SlotEntry, useSlot } from '@flotilla/federation';
import { useMessages } from '@flotilla/i18n';
import { useCan } from '@flotilla/session';
import { Tabs } from '@flotilla/ui/tabs';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { showUserMessages } from './show-user.messages.ts';
import type { UserParts } from './user-parts.ts';
import { activityTab, nameTabs, profileTab, readTab, writeTab } from './user-tabs.model.ts';

/** The parts of a person's page, each with an address of its own. One that was opened stays, with what was typed in it. */
export const UserTabs = ({ user, renderProfile, renderActivity }: { user: User } & UserParts) => {
	const t = useMessages(showUserMessages);
	const slots = nameTabs<SlotEntry<'users:detail-tabs'>>(useSlot('users:detail-tabs'));
	const [search, setSearch] = useSearchParams();
	const wanted = search.get('tab');
	// Whoever comes by a link to it is told that it is not theirs; it is not offered to them.
	const showsActivity = useCan('audit:read') || wanted === activityTab;
	const tabs = [
		{ name: profileTab, title: t('profile'), render: () => renderProfile(user) },
		...(showsActivity ? [{ name: activityTab, title: t('activity'), render: () => renderActivity(user) }] : []),
		...slots.map(({ name, filler }) => ({
			name,
			title: filler.title,
			render: () => filler.render({ userId: user.id }),
		})),
	];
	const current = readTab(
		search,
		tabs.map(({ name }) => name),
	);
	const [opened, setOpened] = useState<ReadonlySet<string>>(new Set([current]));
	if (!opened.has(current)) setOpened(new Set([...opened, current]));

	return (
		<Tabs
			value={current}
			onChange={(tab) => setSearch(writeTab(search, tab ?? profileTab), { replace: true })}
			keepMounted
		>
			<Tabs.List aria-label={t('tabs')}>
				{tabs.map(({ name, title }) => (
					<Tabs.Tab key={name} value={name}>
						{title}
					</Tabs.Tab>
				))}
			</Tabs.List>
			{tabs.map(({ name, render }) => (
				<Tabs.Panel key={name} value={name} pt="lg">
					{opened.has(name) && render()}
				</Tabs.Panel>
			))}
		</Tabs>
	);
};
