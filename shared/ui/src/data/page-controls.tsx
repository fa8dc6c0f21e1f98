import { createFormat, useFormat, useMessages } from '@flotilla/i18n';
import { Pagination } from '@mantine/core';
import { uiMessages } from '../ui.messages.ts';
import classes from './page-controls.module.css';

export interface PageControlsProps {
	/** 1-based. */
	page: number;
	totalPages: number;
	/** Of all pages together. */
	total: number;
	/** Rows a page. */
	limit: number;
	onPage: (page: number) => void;
	/** What is counted, e.g. `users`. Default `rows`, translated. */
	noun?: string | undefined;
	/** Default that of the page's language. */
	locale?: string | undefined;
}

/** Which part of a list is shown, and the way to the others. It has the same height with one page as with many. */
export function PageControls({ page, totalPages, total, limit, onPage, noun, locale }: PageControlsProps) {
	const t = useMessages(uiMessages);
	const formatOfPage = useFormat();
	const { number } = locale === undefined ? formatOfPage : createFormat(locale);
	const first = (page - 1) * limit + 1;
	const last = Math.min(page * limit, total);
	return (
		<nav className={classes.controls} aria-label={t('pages')}>
			<p className={classes.summary} role="status">
				{t('rangeOfTotal', {
					first: number(first),
					last: number(last),
					total,
					shown: number(total),
					noun: noun ?? t('rows', { count: total }),
				})}
			</p>
			{totalPages > 1 ? (
				<Pagination
					className={classes.pages ?? ''}
					value={page}
					total={totalPages}
					onChange={onPage}
					size="sm"
					gap={4}
					layout="responsive"
					formatLabel={(place) => t('pageOfPages', { page: number(place.page), pages: number(place.totalPages) })}
					getItemProps={(item) => ({ 'aria-label': t('page', { page: item }) })}
					getControlProps={(control) => ({
						'aria-label': control === 'previous' ? t('previousPage') : control === 'next' ? t('nextPage') : control,
					})}
				/>
			) : null}
		</nav>
	);
}
