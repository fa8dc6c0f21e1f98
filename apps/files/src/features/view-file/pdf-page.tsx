import { useMessages } from '@flotilla/i18n';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { PdfDocument } from './pdf-document.ts';
import { viewFileMessages } from './view-file.messages.ts';
import styles from './view-file.module.css';
import type { Size } from './zoom.model.ts';

interface Props {
	document: PdfDocument;
	/** 1-based. */
	number: number;
	/** CSS pixels at a zoom of 1, until the page itself says so: that of the first one. */
	expected: Size;
	zoom: number;
	/** It is on the screen, or near it; it is drawn then. */
	isNear: boolean;
	onFailed: () => void;
}

/** One page of a PDF, of its size before it is drawn. */
export const PdfPageView = ({ document, number, expected, zoom, isNear, onFailed }: Props) => {
	const t = useMessages(viewFileMessages);
	const canvas = useRef<HTMLCanvasElement>(null);
	const text = useRef<HTMLDivElement>(null);
	const [size, setSize] = useState(expected);

	const fail = useEffectEvent(onFailed);
	useEffect(() => {
		const target = { canvas: canvas.current, text: text.current };
		if (!isNear || target.canvas === null || target.text === null) return;
		const { canvas: place, text: words } = target;
		const life = new AbortController();
		document
			.readPage(number)
			.then((page) => {
				setSize(page.size);
				return page.draw({ canvas: place, text: words, zoom, signal: life.signal });
			})
			// Out of sight it is nobody's matter; what cannot be drawn stays white.
			.catch(() => !life.signal.aborted && fail());
		return () => life.abort();
	}, [document, number, zoom, isNear]);

	return (
		<article
			className={styles.page}
			aria-label={t('pageNumber', { page: number })}
			data-page={number}
			style={{ inlineSize: size.width * zoom, blockSize: size.height * zoom }}
		>
			{isNear && (
				<>
					<canvas ref={canvas} className={styles.canvas} />
					<div ref={text} className={styles.words} dir="ltr" />
				</>
			)}
		</article>
	);
};
