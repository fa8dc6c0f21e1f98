import { type FileCategory, fileCategories } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { Icon, VisuallyHidden } from '@flotilla/ui';
import { SearchInput, SegmentedControl, Select, useDebouncedText } from '@flotilla/ui/forms';
import { sharedMessages } from '../../messages/shared.messages.ts';
import type { FilesLayout, FilesView } from './files-view.model.ts';
import { listFilesMessages } from './list-files.messages.ts';
import styles from './list-files.module.css';

interface Props {
	view: FilesView;
	layout: FilesLayout;
	/** There is a choice between everybody's and one's own. */
	readsAny: boolean;
	onChange: (change: Partial<FilesView>, options?: { replace: boolean }) => void;
	onLayout: (layout: FilesLayout) => void;
}

const sorts = {
	'createdAt-desc': 'sortNewest',
	'createdAt-asc': 'sortOldest',
	'name-asc': 'sortNameAsc',
	'name-desc': 'sortNameDesc',
	'size-desc': 'sortLargest',
	'size-asc': 'sortSmallest',
} as const;

/** What the list shows, in which order and how. */
export const FilesToolbar = ({ view, layout, readsAny, onChange, onLayout }: Props) => {
	const t = useMessages(listFilesMessages);
	const shared = useMessages(sharedMessages);
	const [text, setText] = useDebouncedText(view.search, (search) => onChange({ search }, { replace: true }));
	return (
		<search className={styles.toolbar}>
			<SearchInput
				value={text}
				onChange={setText}
				label={t('search')}
				placeholder={t('searchPlaceholder')}
				className={styles.search}
				maxLength={200}
			/>
			{readsAny && (
				<SegmentedControl
					aria-label={t('whose')}
					data={[
						{ value: 'all', label: t('everybodys') },
						{ value: 'mine', label: t('mine') },
					]}
					value={view.mine ? 'mine' : 'all'}
					onChange={(value) => onChange({ mine: value === 'mine' })}
				/>
			)}
			<Select
				className={styles.choice}
				aria-label={t('type')}
				data={[
					{ value: '', label: t('allTypes') },
					...fileCategories.map((category) => ({ value: category, label: shared('category', { category }) })),
				]}
				value={view.type ?? ''}
				onChange={(value) => onChange({ type: value === '' ? null : (value as FileCategory) })}
			/>
			<Select
				className={styles.choice}
				aria-label={t('sort')}
				data={Object.entries(sorts).map(([value, key]) => ({ value, label: t(key) }))}
				value={`${view.sortBy}-${view.sortOrder}`}
				onChange={(value) => {
					const [sortBy, sortOrder] = value.split('-') as [FilesView['sortBy'], FilesView['sortOrder']];
					onChange({ sortBy, sortOrder });
				}}
			/>
			<SegmentedControl
				className={styles.layout}
				aria-label={t('layout')}
				data={(['list', 'grid'] as const).map((value) => ({
					value,
					label: (
						<span className={styles.layoutIcon}>
							<Icon name={value} />
							<VisuallyHidden>{value === 'list' ? t('asList') : t('asGrid')}</VisuallyHidden>
						</span>
					),
				}))}
				value={layout}
				onChange={onLayout}
			/>
		</search>
	);
};
