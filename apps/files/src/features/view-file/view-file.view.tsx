import { isApiError } from '@flotilla/api-client';
import { fileKindOf, type StoredFile } from '@flotilla/contracts';
import { useFile, useNetworkState } from '@flotilla/data-cache';
import { useFormat, useLanguage, useMessages } from '@flotilla/i18n';
import { ActionIcon, Button, CloseButton, EmptyState, Icon, Loader, Modal, VisuallyHidden } from '@flotilla/ui';
import { type KeyboardEvent, lazy, Suspense } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { LoadFailure } from '../../failure/load-failure.tsx';
import { downloadProps } from '../../file/download-props.ts';
import { useFileRights } from '../../file/file-rights.ts';
import { hasAddress } from '../../file/has-address.ts';
import { sharedMessages } from '../../messages/shared.messages.ts';
import { ImageStage } from './image-stage.tsx';
import { MediaStage } from './media-stage.tsx';
import { StageProblem } from './stage-problem.tsx';
import { TextStage } from './text-stage.tsx';
import { viewFileMessages } from './view-file.messages.ts';
import styles from './view-file.module.css';

/** Its library is as large as all the rest: loaded with the first PDF. */
const PdfStage = lazy(() => import('./pdf-stage.tsx').then(({ PdfStage }) => ({ default: PdfStage })));
/** Nothing else on the page needs the shared module it takes its list from. */
const OtherStage = lazy(() => import('./other-stage.tsx').then(({ OtherStage }) => ({ default: OtherStage })));

interface Props {
	id: string;
	/** Those of the list below it, for the way to the next one. */
	files: readonly StoredFile[];
	/** It goes away, and the next one is shown. */
	onRemove: (file: StoredFile) => void;
}

/** One file over the list: what is in it, the way to its neighbours, and what can be done with it. */
export const ViewFile = ({ id, files, onRemove }: Props) => {
	const t = useMessages(viewFileMessages);
	const shared = useMessages(sharedMessages);
	const format = useFormat();
	const { direction } = useLanguage();
	const { search } = useLocation();
	const navigate = useNavigate();
	const rights = useFileRights();
	const network = useNetworkState();
	const listed = files.find((file) => file.id === id);
	const isListed = listed !== undefined && hasAddress(listed);
	// Whoever came by a link sees it before the list below is there, and whether or not it is in it.
	const { data, error, isValidating, refresh } = useFile(isListed ? null : id);
	const file = isListed ? listed : (data ?? listed);
	const index = files.findIndex((other) => other.id === id);
	const [previous, next] = index === -1 ? [] : [files[index - 1], files[index + 1]];

	const close = () => void navigate(`/files${search}`, { replace: true });
	const go = (to: StoredFile | undefined) =>
		to !== undefined && void navigate(`/files/${to.id}${search}`, { replace: true });
	const onKeyDown = (event: KeyboardEvent) => {
		if ((event.target as Element).closest('audio, video, input') !== null || event.altKey || event.ctrlKey) return;
		const [back, on] = direction === 'rtl' ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
		if (event.key === back) go(previous);
		if (event.key === on) go(next);
	};
	const remove = (gone: StoredFile) => {
		onRemove(gone);
		if (next !== undefined || previous !== undefined) go(next ?? previous);
		else close();
	};

	return (
		<Modal
			opened
			size={100_000}
			onClose={close}
			withCloseButton={false}
			closeOnClickOutside={false}
			aria-label={file?.filename ?? t('whatFile')}
			className={styles.viewer ?? ''}
		>
			<title>{t('pageTitle', { name: file?.filename ?? t('whatFile') })}</title>
			{file === undefined && <meta name="robots" content="noindex" />}
			{/* biome-ignore lint/a11y/noStaticElementInteractions: keys of whatever in it has the focus */}
			<div className={styles.frame} onKeyDown={onKeyDown}>
				<header className={styles.header}>
					<div className={styles.what}>
						<h2 className={styles.title} title={file?.filename}>
							{file?.filename ?? (error === undefined ? t('opening') : t('whatFile'))}
						</h2>
						<p className={styles.facts}>
							{file === undefined
								? '\u00a0'
								: [shared('kind', { kind: fileKindOf(file.mimeType) }), format.bytes(file.size), file.ownerName].join(
										' · ',
									)}
						</p>
					</div>
					{index !== -1 && (
						<div className={styles.steps} data-steps>
							<ActionIcon aria-label={t('previous')} disabled={previous === undefined} onClick={() => go(previous)}>
								<Icon name="chevron-left" />
							</ActionIcon>
							<span className={styles.position}>{t('position', { index: index + 1, count: files.length })}</span>
							<ActionIcon aria-label={t('next')} disabled={next === undefined} onClick={() => go(next)}>
								<Icon name="chevron-right" />
							</ActionIcon>
						</div>
					)}
					{file !== undefined && (
						<ActionIcon component="a" {...downloadProps(file)} aria-label={shared('download', { name: file.filename })}>
							<Icon name="download" />
						</ActionIcon>
					)}
					{file !== undefined && rights.mayRemove(file) && (
						<ActionIcon aria-label={shared('remove', { name: file.filename })} onClick={() => remove(file)}>
							<Icon name="trash" />
						</ActionIcon>
					)}
					<CloseButton size="lg" aria-label={t('close')} onClick={close} />
				</header>
				<VisuallyHidden role="status">
					{file !== undefined && index !== -1
						? t('opened', { name: file.filename, index: index + 1, count: files.length })
						: file?.filename}
				</VisuallyHidden>
				<div className={styles.stage}>
					{file !== undefined && hasAddress(file) ? (
						<Suspense fallback={<Loader className={styles.loader ?? ''} />}>
							<Stage key={file.id} file={file} />
						</Suspense>
					) : file !== undefined && network !== 'online' ? (
						<StageProblem file={file} title={t('offline')} description={t('offlineDescription')} />
					) : error === undefined ? (
						<div role="status" aria-label={t('opening')}>
							<Loader className={styles.loader ?? ''} />
						</div>
					) : (
						<div className={styles.problem}>
							{isApiError(error) && error.code === 'FILE_NOT_FOUND' ? (
								<EmptyState
									icon={<Icon name="file" />}
									title={t('goneTitle')}
									description={t('goneDescription')}
									action={<Button onClick={close}>{t('backToFiles')}</Button>}
								/>
							) : (
								<LoadFailure
									what={t('whatFile')}
									error={error}
									onRetry={() => void refresh()}
									retrying={isValidating}
								/>
							)}
						</div>
					)}
				</div>
			</div>
		</Modal>
	);
};

const Stage = ({ file }: { file: StoredFile }) => {
	const kind = fileKindOf(file.mimeType);
	switch (kind) {
		case 'image':
			return <ImageStage file={file} />;
		case 'pdf':
			return <PdfStage file={file} />;
		case 'text':
			return <TextStage file={file} />;
		case 'audio':
		case 'video':
			return <MediaStage file={file} kind={kind} />;
		case 'other':
			return <OtherStage file={file} />;
	}
};
