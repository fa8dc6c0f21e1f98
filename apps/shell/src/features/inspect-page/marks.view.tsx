import { useMessages } from '@flotilla/i18n';
import { Badge } from '@flotilla/ui';
import type { AppMark, AppRow } from './composition.model.ts';
import { inspectPageMessages } from './inspect-page.messages.ts';

const colors = {
	canary: 'yellow',
	link: 'blue',
	replacement: 'yellow',
	pinned: 'gray',
	behind: 'gray',
} as const satisfies Record<AppMark, string>;

/** What is out of the ordinary about an app. */
export const Marks = ({ marks, replaced, live }: Pick<AppRow, 'marks' | 'replaced' | 'live'>) => {
	const t = useMessages(inspectPageMessages);
	return marks.map((mark) => (
		<Badge key={mark} size="sm" variant="light" color={colors[mark]}>
			{t(`mark.${mark}`, { replaced: replaced ?? '', live: live ?? '' })}
		</Badge>
	));
};
