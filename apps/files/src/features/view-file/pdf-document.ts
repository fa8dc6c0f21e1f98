/// <reference path="../../file-address.d.ts" />
import {
	GlobalWorkerOptions,
	getDocument,
	type PDFDocumentProxy,
	type PDFPageProxy,
	TextLayer,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
// The page's policy lets workers come from its own origin: this is one of the build's files.
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { densityOf } from './pdf-density.ts';
import type { Size } from './zoom.model.ts';

export interface PdfPage {
	/** CSS pixels at a zoom of 1. */
	readonly size: Size;
	/** Draws it, and lays its text over it to be selected. Rejects when the signal ends. */
	draw(target: { canvas: HTMLCanvasElement; text: HTMLElement; zoom: number; signal: AbortSignal }): Promise<void>;
}

export interface PdfDocument {
	readonly pageCount: number;
	/** 1-based. */
	readPage(number: number): Promise<PdfPage>;
	close(): void;
}

/** Fetches as much of a PDF as is looked at. Rejects with an error named `PasswordException` when it is locked. */
export const openPdf = async (url: string, signal: AbortSignal): Promise<PdfDocument> => {
	GlobalWorkerOptions.workerSrc = workerUrl;
	const loading = getDocument({
		url,
		// Nothing of it runs as code: the policy would not let it.
		useWasm: false,
		enableXfa: false,
		// Ranges of what is looked at, not the whole of a large one.
		disableAutoFetch: true,
		disableStream: true,
		verbosity: 0,
	});
	const destroy = () => void loading.destroy().catch(() => undefined);
	signal.addEventListener('abort', destroy, { once: true });
	const pdf: PDFDocumentProxy = await loading.promise;
	return {
		pageCount: pdf.numPages,
		readPage: async (number) => toPage(await pdf.getPage(number)),
		close() {
			signal.removeEventListener('abort', destroy);
			destroy();
		},
	};
};

const toPage = (page: PDFPageProxy): PdfPage => {
	const { width, height } = page.getViewport({ scale: 1 });
	return {
		size: { width, height },
		async draw({ canvas, text, zoom, signal }) {
			signal.throwIfAborted();
			const viewport = page.getViewport({ scale: zoom });
			const density = densityOf(viewport, globalThis.devicePixelRatio || 1);
			canvas.width = Math.floor(viewport.width * density);
			canvas.height = Math.floor(viewport.height * density);
			const drawing = page.render({
				canvas,
				viewport,
				...(density !== 1 && { transform: [density, 0, 0, density, 0, 0] }),
			});
			text.replaceChildren();
			text.style.setProperty('--total-scale-factor', String(zoom));
			text.style.setProperty('--scale-factor', String(zoom));
			const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
			signal.addEventListener(
				'abort',
				() => {
					drawing.cancel();
					layer.cancel();
				},
				{ once: true },
			);
			await Promise.all([drawing.promise, layer.render()]);
		},
	};
};
