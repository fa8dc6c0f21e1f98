import { type FilesUsage, fileKinds } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { DonutChart } from '@flotilla/ui/charts';
import { sharedMessages } from '../../messages/shared.messages.ts';
import { showSpaceMessages } from './show-space.messages.ts';

/** What the used space is used for. Comes with the charts, when somebody asks. */
export const SpaceByType = ({ usage }: { usage: Pick<FilesUsage, 'byType'> }) => {
	const t = useMessages(showSpaceMessages);
	const shared = useMessages(sharedMessages);
	const format = useFormat();
	const bytesOf = (kind: (typeof fileKinds)[number]) => usage.byType.find(({ type }) => type === kind)?.bytes ?? 0;
	return (
		<DonutChart
			label={t('typesLabel')}
			// Always all of them, in one order: a kind keeps its colour.
			data={fileKinds.map((kind) => ({ label: shared('kinds', { kind }), value: bytesOf(kind) }))}
			formatValue={format.bytes}
		/>
	);
};
