import { useMessages } from '@flotilla/i18n';
import { useEffect, useRef, useState } from 'react';
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
}

/** One page of a PDF, of its size before it is drawn. */
export const PdfPageView = ({ document, number, expected, zoom, isNear }: Props) => {
	const t = useMessages(viewFileMessages);
	const canvas = useRef<HTMLCanvasElement>(null);
	const text = useRef<HTMLDivElement>(null);
	const [size, setSize] = useState(expected);

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
			// It went out of sight, or cannot be drawn: then it stays white.
			.catch(() => undefined);
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
