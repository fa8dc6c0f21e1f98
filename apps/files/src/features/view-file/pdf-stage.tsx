import type { StoredFile } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { ActionIcon, Icon, Skeleton } from '@flotilla/ui';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { openPdf, type PdfDocument } from './pdf-document.ts';
import { PdfPageView } from './pdf-page.tsx';
import { StageBar } from './stage-bar.tsx';
import { StageProblem } from './stage-problem.tsx';
import { takeFocus } from './take-focus.ts';
import { useElementSize } from './use-element-size.ts';
import { usePagesInSight } from './use-pages-in-sight.ts';
import { useSteadyAddress } from './use-steady-address.ts';
import { viewFileMessages } from './view-file.messages.ts';
import styles from './view-file.module.css';
import type { Size } from './zoom.model.ts';

interface Open {
	address: string;
	document: PdfDocument;
	first: Size;
}

interface Failure {
	address: string;
	isLocked: boolean;
}

/** As often as large as fits the width. */
const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
/** Pixels beside a page. */
const margin = 32;

/** A PDF: its pages below each other, each drawn when it comes near, their text to be selected. */
export const PdfStage = ({ file }: { file: StoredFile }) => {
	const t = useMessages(viewFileMessages);
	const [opened, setOpened] = useState<Open | null>(null);
	const [failure, setFailure] = useState<Failure | null>(null);
	const { address, hasFailed, refuse } = useSteadyAddress(file);
	const fail = useEffectEvent((error: unknown) => {
		setFailure({ address, isLocked: (error as Error).name === 'PasswordException' });
		refuse();
	});

	useEffect(() => {
		const life = new AbortController();
		let open: PdfDocument | undefined;
		// What is open stays, at the page that is read, until it is open by its newer address.
		openPdf(address, life.signal)
			.then(async (document) => {
				open = document;
				const { size } = await document.readPage(1);
				if (!life.signal.aborted) setOpened({ address, document, first: size });
			})
			.catch((error: unknown) => {
				if (!life.signal.aborted) fail(error);
			});
		return () => {
			life.abort();
			open?.close();
		};
	}, [address]);

	// A page that failed is no reason to take away the others.
	if (hasFailed && failure?.address === address)
		return <StageProblem file={file} {...(failure.isLocked && { description: t('pdfLocked') })} />;
	if (opened === null) {
		return (
			<div className={styles.paper} role="status" aria-label={t('loading', { name: file.filename })}>
				<Skeleton height="100%" radius={0} />
			</div>
		);
	}
	return (
		<OpenPdf
			file={file}
			document={opened.document}
			first={opened.first}
			// What is still shown of the address before says nothing of the one that is being opened.
			onFailed={() => opened.address === address && refuse()}
		/>
	);
};

interface OpenPdfProps {
	file: StoredFile;
	document: PdfDocument;
	first: Size;
	/** A page could not be fetched or drawn. */
	onFailed: () => void;
}

const OpenPdf = ({ file, document, first, onFailed }: OpenPdfProps) => {
	const t = useMessages(viewFileMessages);
	const scroller = useRef<HTMLDivElement>(null);
	const place = useElementSize(scroller);
	const [step, setStep] = useState(1);
	const { pageCount } = document;
	const { near, current } = usePagesInSight(scroller, pageCount);
	// A page is never shown larger than it would be on paper before somebody asks for it.
	const fit = place.width === 0 ? 1 : Math.min(1.5, (place.width - margin) / first.width);
	const zoom = fit * step;
	const at = zooms.indexOf(step);
	const zoomTo = (index: number) => setStep(zooms[Math.min(zooms.length - 1, Math.max(0, index))] ?? 1);
	useEffect(() => takeFocus(scroller.current), []);
	const goTo = (page: number) =>
		scroller.current?.querySelector(`[data-page="${page}"]`)?.scrollIntoView({ block: 'start' });

	const onKeyDown = (event: KeyboardEvent) => {
		if (event.ctrlKey || event.metaKey) return;
		if (event.key === '+' || event.key === '=') zoomTo(at + 1);
		else if (event.key === '-') zoomTo(at - 1);
		else if (event.key === '0') setStep(1);
		else return;
		event.preventDefault();
		event.stopPropagation();
	};

	return (
		<>
			<section
				ref={scroller}
				className={styles.pages}
				aria-label={t('pdf', { name: file.filename })}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled and zoomed by keys
				tabIndex={0}
				onKeyDown={onKeyDown}
			>
				{Array.from({ length: pageCount }, (_, index) => (
					<PdfPageView
						// biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
						key={index}
						document={document}
						number={index + 1}
						expected={first}
						zoom={zoom}
						isNear={near.has(index + 1)}
						onFailed={onFailed}
					/>
				))}
			</section>
			<StageBar
				zoom={zoom}
				mayZoomIn={at < zooms.length - 1}
				mayZoomOut={at > 0}
				onZoomIn={() => zoomTo(at + 1)}
				onZoomOut={() => zoomTo(at - 1)}
				onFit={() => setStep(1)}
			>
				<ActionIcon aria-label={t('previousPage')} disabled={current <= 1} onClick={() => goTo(current - 1)}>
					<Icon name="sort-asc" />
				</ActionIcon>
				<span className={styles.number}>{t('page', { page: current, count: pageCount })}</span>
				<ActionIcon aria-label={t('nextPage')} disabled={current >= pageCount} onClick={() => goTo(current + 1)}>
					<Icon name="sort-desc" />
				</ActionIcon>
			</StageBar>
		</>
	);
};
